#include <vector>

#include "tests/bench/measuring.hpp"
#include "tests/bench/ours/messages.hpp"
#include "tests/bench/ours/workloads.hpp"

namespace callboard::bench {
namespace {

struct Produce {
    std::uint64_t amount = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(amount));
    }
};

class Counter : public Actor {
public:
    using Accepts = Messages<Number>;
    Counter(std::uint64_t expected, Finish* finish) : expected_(expected), finish_(finish) {}

    void on(const Number&, Context&) {
        if (++count_ == expected_) finish_->reach();
    }

private:
    std::uint64_t count_ = 0;
    std::uint64_t expected_;
    Finish* finish_;
};

class Producer : public Actor {
public:
    using Accepts = Messages<Produce>;
    explicit Producer(Ref<Counter> target) : target_(target) {}

    void on(const Produce& order, Context&) {
        for (std::uint64_t i = 0; i < order.amount; ++i) target_.send(Number{i});
    }

private:
    Ref<Counter> target_;
};

}  // namespace

void fan_in(System& system, std::uint64_t producers, std::uint64_t messages) {
    Finish finish;
    const auto target = system.spawn<Counter>(unnamed, messages, &finish);
    std::vector<Ref<Producer>> all;
    while (all.size() < producers) all.push_back(system.spawn<Producer>(unnamed, target));
    const Stopwatch watch;
    for (const auto& one : all) one.send(Produce{messages / producers});
    finish.wait();
    report_and_leave(messages, watch.seconds());
}

}  // namespace callboard::bench
