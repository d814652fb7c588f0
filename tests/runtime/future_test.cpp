#include "runtime/core/future.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

TEST_CASE("what a handler returns is the answer") {
    SteppedSystem stepped;
    const auto counter = stepped.system.spawn<Counter>();
    counter.send(Add{40});
    counter.send(Add{2});
    auto total = stepped.system.ask(counter, Total{});
    CHECK_FALSE(total.ready());
    stepped.run();
    CHECK(total.ready());
    CHECK(total.get() == 42);
}

TEST_CASE("a handler that returns nothing answers when it has handled the message") {
    SteppedSystem stepped;
    auto handled = stepped.system.ask(stepped.system.spawn<Counter>(), Add{1});
    CHECK_FALSE(handled.ready());
    stepped.run();
    CHECK_NOTHROW(handled.get());
}

TEST_CASE("asking an actor that is gone fails at once") {
    SteppedSystem stepped;
    const auto counter = stepped.system.spawn<Counter>();
    auto stopped = stepped.system.stop(counter);
    stepped.run();
    auto answer = stepped.system.ask(counter, Total{});
    CHECK(answer.ready());
    CHECK_THROWS_AS(answer.get(), NoSuchActor);
}

TEST_CASE("an ask that waits when its actor stops is answered by the stop") {
    SteppedSystem stepped;
    const auto counter = stepped.system.spawn<Counter>();
    stepped.run();
    auto stopped = stepped.system.stop(counter);
    auto answer = stepped.system.ask(counter, Total{});
    stepped.run();
    REQUIRE(answer.ready());
    try {
        answer.get();
        FAIL("an answer from the dead");
    } catch (const AskFailed& error) {
        CHECK(error.why() == AskError::Why::Stopped);
    }
}

TEST_CASE("an ask whose handler throws carries the text of the exception") {
    SteppedSystem stepped;
    auto answer = stepped.system.ask(stepped.system.spawn<Counter>(), Fail{"no ink"});
    stepped.run();
    CHECK_THROWS_WITH_AS(answer.get(), "no ink", AskFailed);
}

TEST_CASE("a wait that is too short says so, and the answer may come later all the same") {
    SteppedSystem stepped;
    auto answer = stepped.system.ask(stepped.system.spawn<Counter>(), Total{});
    CHECK_THROWS_AS(answer.get(1ms), AskTimedOut);
    stepped.run();
    CHECK(answer.get() == 0);
}

TEST_CASE("letting go of a future before or after the answer is fine") {
    SteppedSystem stepped;
    const auto counter = stepped.system.spawn<Counter>();
    { auto before = stepped.system.ask(counter, Total{}); }
    stepped.run();
    {
        auto after = stepped.system.ask(counter, Total{});
        stepped.run();
    }
    CHECK(stepped.steps.dead_letters() == 0);
}

TEST_CASE("a handler that waits for a future is refused: it would block its worker") {
    struct Impatient : Actor {
        using Accepts = Messages<Add>;
        explicit Impatient(Ref<Counter> counter) : counter_(counter) {}
        void on(const Add&, Context& context) { context.system().ask(counter_, Total{}).get(); }
        Ref<Counter> counter_;
    };
    SteppedSystem stepped;
    const auto counter = stepped.system.spawn<Counter>();
    auto answer = stepped.system.ask(stepped.system.spawn<Impatient>("i", counter), Add{1});
    stepped.run();
    CHECK_THROWS_WITH_AS(
        answer.get(), "a handler may not wait for a future: it would block its worker", AskFailed);
}

TEST_CASE("a thread that sleeps for its answer is woken") {
    System system{{.workers = 1}};
    struct Slow : Actor {
        using Accepts = Messages<Total>;
        int on(const Total&) {
            const auto until = std::chrono::steady_clock::now() + 5ms;  // Longer than the spin.
            while (std::chrono::steady_clock::now() < until) {}
            return 7;
        }
    };
    const auto slow = system.spawn<Slow>();
    for (int i = 0; i < 5; ++i) CHECK(system.ask(slow, Total{}).get(10s) == 7);
}
