#include <limits>
#include <stdexcept>

#include "tests/bench/measuring.hpp"
#include "tests/bench/ours/messages.hpp"
#include "tests/bench/ours/workloads.hpp"

namespace callboard::bench {
namespace {

// ── restart ──────────────────────────────────────────────────────────────────

struct Crash {};
class Keeper;

class Fragile : public Actor {
public:
    using Accepts = Messages<Crash, Number>;
    explicit Fragile(Ref<Keeper> keeper) : keeper_(keeper) {}
    void on(const Crash&) { throw std::runtime_error("crash"); }
    void on(const Number& question);

private:
    Ref<Keeper> keeper_;
    std::uint64_t sum_ = 0;
};

// Lets its child crash, asks the one that comes after, and so on.
class Keeper : public Actor {
public:
    using Accepts = Messages<Begin, Number>;
    Keeper(std::uint64_t times, Finish* finish) : times_(times), finish_(finish) {}

    Supervision supervision() const {
        return {.budget = {.restarts_max = std::numeric_limits<std::size_t>::max(),
                           .window = std::chrono::nanoseconds(1)}};
    }
    void on(const Begin&, Context& context) {
        child_ = context.spawn<Fragile>(unnamed, context.self<Keeper>());
        crash_child();
    }
    void on(const Number& answer) {
        sum_ += answer.value;
        if (++lives_ == times_)
            finish_->reach(sum_);
        else
            crash_child();
    }

private:
    void crash_child() const {
        child_.send(Crash{});
        child_.send(Number{1});
    }

    std::uint64_t times_;
    Finish* finish_;
    Ref<Fragile> child_;
    std::uint64_t lives_ = 0;
    std::uint64_t sum_ = 0;
};

void Fragile::on(const Number& question) { keeper_.send(Number{sum_ += question.value}); }

// ── replace ──────────────────────────────────────────────────────────────────

struct Leave {};

class Brief : public Actor {
public:
    using Accepts = Messages<Leave>;
    void on(const Leave&, Context& context) { context.stop(); }
};

// Tells its child to end, puts another in its place, and so on.
class Replacer : public Actor {
public:
    using Accepts = Messages<Begin>;
    Replacer(std::uint64_t times, Finish* finish) : times_(times), finish_(finish) {}

    void on(const Begin&, Context& context) { replace(context); }
    void on(const Terminated& end, Context& context) {
        if (end.who.id == child_.id) ++ended_;
        if (ended_ == times_)
            finish_->reach();
        else
            replace(context);
    }

private:
    void replace(Context& context) {
        child_ = context.spawn<Brief>();
        child_.send(Leave{});
    }

    std::uint64_t times_;
    Finish* finish_;
    Ref<Brief> child_;
    std::uint64_t ended_ = 0;
};

}  // namespace

void restart_child(System& system, std::uint64_t times) {
    Finish finish;
    const auto keeper = system.spawn<Keeper>(unnamed, times, &finish);
    const Stopwatch watch;
    keeper.send(Begin{});
    const auto sum = finish.wait();
    const double seconds = watch.seconds();
    expect("What all children counted, each from nothing,", sum, times);
    report_and_leave(times, seconds);
}

void replace_child(System& system, std::uint64_t times) {
    Finish finish;
    const auto replacer = system.spawn<Replacer>(unnamed, times, &finish);
    const Stopwatch watch;
    replacer.send(Begin{});
    finish.wait();
    report_and_leave(times, watch.seconds());
}

}  // namespace callboard::bench
