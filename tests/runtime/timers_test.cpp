#include "runtime/core/timers.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"
#include "tests/support/eventually.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

struct Ring {
    int number = 0;
};
struct SetOnce {
    std::chrono::milliseconds delay;
};
struct SetAgain {
    std::chrono::milliseconds period;
};
struct CancelIt {};
struct Unknown {};
struct SetUnknown {};

class Sleeper : public Actor {
public:
    using Accepts = Messages<Ring, SetOnce, SetAgain, CancelIt, SetUnknown, Fail>;
    explicit Sleeper(std::shared_ptr<std::atomic<int>> rings) : rings_(std::move(rings)) {}

    void on(const Ring&) { ++*rings_; }
    void on(const SetOnce& set, Context& context) { timer_ = context.after(set.delay, Ring{1}); }
    void on(const SetAgain& set, Context& context) { timer_ = context.every(set.period, Ring{2}); }
    void on(const CancelIt&, Context& context) { context.cancel(timer_); }
    void on(const SetUnknown&, Context& context) { context.after(1ms, Unknown{}); }
    void on(const Fail& fail) { throw std::runtime_error(fail.text); }

private:
    std::shared_ptr<std::atomic<int>> rings_;
    TimerId timer_{};
};

struct Bedroom {
    template <class M>
    void tell(M message) {
        sleeper.send(message);
        stepped.run();
    }
    int after(std::chrono::milliseconds time) {
        stepped.system.timers().advance(time);
        stepped.run();
        return *rings;
    }
    std::shared_ptr<std::atomic<int>> rings = std::make_shared<std::atomic<int>>(0);
    SteppedSystem stepped;
    Ref<Sleeper> sleeper = stepped.system.spawn<Sleeper>("s", rings);
};

}  // namespace

TEST_CASE("a message that was set for later comes then, once") {
    Bedroom bedroom;
    bedroom.tell(SetOnce{100ms});
    CHECK(bedroom.after(99ms) == 0);
    CHECK(bedroom.after(1ms) == 1);
    CHECK(bedroom.after(1000ms) == 1);
    CHECK(bedroom.stepped.system.timers().pending() == 0);
}

TEST_CASE("a repeating message comes at every period until it is cancelled") {
    Bedroom bedroom;
    bedroom.tell(SetAgain{10ms});
    CHECK(bedroom.after(35ms) == 3);
    bedroom.tell(CancelIt{});
    CHECK(bedroom.after(100ms) == 3);
    CHECK(bedroom.stepped.system.timers().pending() == 0);
}

TEST_CASE("a timer dies with its actor, and leaves no dead letter") {
    Bedroom bedroom;
    bedroom.tell(SetAgain{10ms});
    auto stopped = bedroom.stepped.system.stop(bedroom.sleeper);
    bedroom.stepped.run();
    CHECK(bedroom.after(100ms) == 0);
    CHECK(bedroom.stepped.system.timers().pending() == 0);
    CHECK(bedroom.stepped.steps.dead_letters() == 0);
}

TEST_CASE("a timer does not outlive the object that set it") {
    Bedroom bedroom;
    bedroom.tell(SetAgain{10ms});
    bedroom.tell(Fail{});
    CHECK(bedroom.after(100ms) == 0);
}

TEST_CASE("a timer for a message that the actor does not accept is an error where it is set") {
    Bedroom bedroom;
    auto answer = bedroom.stepped.system.ask(bedroom.sleeper, SetUnknown{});
    bedroom.stepped.run();
    CHECK_THROWS_AS(answer.get(), AskFailed);
}

TEST_CASE("a message that was never due is let go with the system") {
    Bedroom bedroom;
    bedroom.tell(SetOnce{3600'000ms});
    CHECK(bedroom.stepped.system.timers().pending() == 1);
}

TEST_CASE("on the real clock a timer fires no sooner than it was set for") {
    auto rings = std::make_shared<std::atomic<int>>(0);
    System system{{.workers = 1}};
    const auto sleeper = system.spawn<Sleeper>("s", rings);
    const auto start = std::chrono::steady_clock::now();
    sleeper.send(SetOnce{20ms});
    CHECK(eventually([&] { return *rings == 1; }));
    CHECK(std::chrono::steady_clock::now() - start >= 20ms);
    // A nearer deadline than the one that is waited for is not missed.
    sleeper.send(SetOnce{3600'000ms});
    sleeper.send(SetAgain{2ms});
    CHECK(eventually([&] { return *rings >= 10; }));
}

TEST_CASE("a message that is due at a full mailbox is a dead letter, and the clock goes on") {
    Bedroom bedroom;
    const auto small = bedroom.stepped.system.spawn<Sleeper>(
        Props("small").bounded(1, Overflow::Reject), bedroom.rings);
    for (int i = 0; i < 2; ++i) {
        small.send(SetOnce{10ms});
        bedroom.stepped.run();
    }
    CHECK(bedroom.after(10ms) == 1);
    CHECK(bedroom.after(10ms) == 1);
}

TEST_CASE(
    "a call that was set for later comes then, unless it is cancelled or its actor restarts") {
    struct Caller : Actor {
        using Accepts = Messages<Ring, CancelIt, Fail>;
        explicit Caller(std::shared_ptr<Log> its_log) : log(std::move(its_log)) {}
        void on(const Ring& ring, Context& context) {
            timer = context.call_after(10ms, [this, ring](Context& later) {
                log->note(std::to_string(ring.number));
                later.stop();
            });
        }
        void on(const CancelIt&, Context& context) { context.cancel(timer); }
        void on(const Fail& fail) { throw std::runtime_error(fail.text); }
        std::shared_ptr<Log> log;
        TimerId timer{};
    };
    SteppedSystem stepped;
    auto log = std::make_shared<Log>();
    const auto caller = stepped.system.spawn<Caller>("caller", log);
    const auto pass = [&] {
        stepped.run();
        stepped.system.timers().advance(10ms);
        stepped.run();
    };
    caller.send(Ring{1});
    caller.send(CancelIt{});
    pass();
    caller.send(Ring{2});
    caller.send(Fail{});
    pass();
    CHECK(log->entries().empty());
    caller.send(Ring{3});
    pass();
    CHECK(log->entries() == std::vector<std::string>{"3"});
    CHECK_FALSE(caller.alive());
}
