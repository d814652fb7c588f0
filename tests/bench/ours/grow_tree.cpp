#include "tests/bench/measuring.hpp"
#include "tests/bench/ours/messages.hpp"
#include "tests/bench/ours/workloads.hpp"

namespace callboard::bench {
namespace {

constexpr std::uint64_t branches = 10;

// Sends the sum of its leaves' numbers to its parent, and ends.
class Node : public Actor {
public:
    using Accepts = Messages<Number>;
    Node(std::uint64_t first, std::uint64_t leaves) : first_(first), leaves_(leaves) {}

    void on(const Started&, Context& context) {
        if (leaves_ == 1) return end_with(first_, context);
        const auto each = leaves_ / branches;
        for (std::uint64_t i = 0; i < branches; ++i)
            context.spawn<Node>(unnamed, first_ + i * each, each);
    }
    void on(const Number& part, Context& context) {
        sum_ += part.value;
        if (++parts_ == branches) end_with(sum_, context);
    }

private:
    static void end_with(std::uint64_t sum, Context& context) {
        context.parent().send(Number{sum});
        context.stop();
    }

    std::uint64_t first_;
    std::uint64_t leaves_;
    std::uint64_t sum_ = 0;
    std::uint64_t parts_ = 0;
};

class Root : public Actor {
public:
    using Accepts = Messages<Begin, Number>;
    Root(std::uint64_t leaves, Finish* finish) : leaves_(leaves), finish_(finish) {}

    void on(const Begin&, Context& context) {
        context.spawn<Node>(unnamed, std::uint64_t{0}, leaves_);
    }
    void on(const Number& sum) { finish_->reach(sum.value); }

private:
    std::uint64_t leaves_;
    Finish* finish_;
};

}  // namespace

void grow_tree(System& system, std::uint64_t leaves) {
    Finish finish;
    const auto root = system.spawn<Root>(unnamed, leaves, &finish);
    const Stopwatch watch;
    root.send(Begin{});
    const auto sum = finish.wait();
    const double seconds = watch.seconds();
    expect("The sum of the leaves", sum, leaves * (leaves - 1) / 2);
    report_and_leave(tree_size(leaves), seconds);
}

}  // namespace callboard::bench
