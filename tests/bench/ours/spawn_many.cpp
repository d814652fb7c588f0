#include "tests/bench/measuring.hpp"
#include "tests/bench/ours/messages.hpp"
#include "tests/bench/ours/workloads.hpp"

namespace callboard::bench {
namespace {

constexpr std::uint64_t batch = 10'000;

class Parent;

class Child : public Actor {
public:
    using Accepts = Messages<Number>;
    explicit Child(Ref<Parent> parent) : parent_(parent) {}
    void on(const Number& question, Context&);

private:
    Ref<Parent> parent_;
};

class Parent : public Actor {
public:
    using Accepts = Messages<Begin, Number>;
    Parent(std::uint64_t amount, Finish* finish) : amount_(amount), finish_(finish) {}

    void on(const Begin&, Context& context) { spawn_batch(context); }
    void on(const Number&, Context& context) {
        if (++answers_ == amount_)
            finish_->reach();
        else if (answers_ % batch == 0)
            spawn_batch(context);
    }

private:
    void spawn_batch(Context& context) {
        for (std::uint64_t i = 0; i < batch; ++i)
            context.spawn<Child>(unnamed, context.self<Parent>()).send(Number{1});
    }

    std::uint64_t answers_ = 0;
    std::uint64_t amount_;
    Finish* finish_;
};

void Child::on(const Number& question, Context&) { parent_.send(question); }

}  // namespace

void spawn_many(System& system, std::uint64_t amount) {
    Finish finish;
    const auto parent = system.spawn<Parent>(unnamed, amount, &finish);
    const auto bytes_before = resident_bytes();
    const Stopwatch watch;
    parent.send(Begin{});
    finish.wait();
    const double seconds = watch.seconds();
    const auto bytes = static_cast<double>(resident_bytes() - bytes_before);
    report_and_leave(amount, seconds, bytes / static_cast<double>(amount));
}

}  // namespace callboard::bench
