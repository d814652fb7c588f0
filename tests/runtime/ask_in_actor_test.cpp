// Actors that ask actors, and answers that come later.

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using Entries = std::vector<std::string>;
using namespace std::chrono_literals;

namespace {

struct Consult {};
struct Relay {};
struct Tick {};

// Asks a counter for its total, and notes what it hears.
class Clerk : public Actor {
public:
    using Accepts = Messages<Consult, Relay, Tick, Fail>;
    Clerk(std::shared_ptr<Log> log, Ref<Counter> counter)
        : log_(std::move(log)), counter_(counter) {}

    void on(const Consult&, Context& context) {
        context.ask(
            counter_, Total{},
            [this](std::int64_t total, Context&) { log_->note(std::to_string(total)); },
            [this](const AskError&, Context&) { log_->note("no answer"); });
    }
    Deferred<std::int64_t> on(const Relay&, Context& context) {
        auto later = context.defer<std::int64_t>();
        context.ask(counter_, Total{},
                    [later](std::int64_t total, Context&) { later.reply(total * 2); });
        return later;
    }
    void on(const Tick&) { log_->note("tick"); }
    void on(const Fail& fail) { throw std::runtime_error(fail.text); }

private:
    std::shared_ptr<Log> log_;
    Ref<Counter> counter_;
};

struct Office {
    explicit Office(std::uint64_t seed = 1) : stepped(seed) { counter.send(Add{21}); }
    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    Ref<Counter> counter = stepped.system.spawn<Counter>("counter");
    Ref<Clerk> clerk = stepped.system.spawn<Clerk>("clerk", log, counter);
};

}  // namespace

TEST_CASE("an answer comes back into the actor's own turn") {
    Office office;
    office.clerk.send(Consult{});
    office.stepped.run();
    CHECK(office.log->entries() == Entries{"21"});
}

TEST_CASE("other messages are handled while an answer is awaited") {
    Office office;
    office.stepped.run();
    auto stopped = office.stepped.system.stop(office.counter);
    Ref<Counter> slow = office.stepped.system.spawn<Counter>("slow");
    const auto clerk = office.stepped.system.spawn<Clerk>("second", office.log, slow);
    clerk.send(Consult{});
    clerk.send(Tick{});
    office.stepped.run();
    CHECK(office.log->entries() == Entries{"tick", "0"});
}

TEST_CASE("an ask that nobody can answer is told to the error's handler") {
    Office office;
    auto stopped = office.stepped.system.stop(office.counter);
    office.stepped.run();
    office.clerk.send(Consult{});
    office.stepped.run();
    CHECK(office.log->entries() == Entries{"no answer"});
}

TEST_CASE("an answer for a life that is over is dropped and counted") {
    Office office;
    office.stepped.run();
    office.clerk.send(Consult{});
    office.clerk.send(Fail{});  // Handled before the answer comes: the clerk restarts.
    office.stepped.run();
    const bool dropped = office.log->entries().empty();
    CHECK(dropped);
    CHECK(office.stepped.steps.dead_letters() == 1);
}

TEST_CASE("an answer that is promised arrives when it is given") {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        CAPTURE(seed);
        Office office(seed);
        office.stepped.run();
        auto answer = office.stepped.system.ask(office.clerk, Relay{});
        CHECK_FALSE(answer.ready());
        office.stepped.run();
        CHECK(answer.get() == 42);
    }
}

TEST_CASE("a promise that is dropped tells who asked") {
    Office office;
    office.stepped.run();
    auto stopped = office.stepped.system.stop(office.counter);
    office.stepped.run();
    // The relay's ask fails, which fails the clerk; with it goes the promise.
    auto answer = office.stepped.system.ask(office.clerk, Relay{});
    office.stepped.run();
    CHECK_THROWS_WITH_AS(answer.get(), "the answer was promised, and the promise dropped",
                         AskFailed);
}

TEST_CASE("a question that was only sent is answered into nothing") {
    Office office;
    office.clerk.send(Relay{});
    office.stepped.run();
    CHECK(office.stepped.steps.dead_letters() == 0);
}

TEST_CASE("thousands of asks between actors on several workers are all answered") {
    System system{{.workers = 4}};
    const auto counter = system.spawn<Counter>();
    counter.send(Add{21});
    auto log = std::make_shared<Log>();
    std::vector<Future<std::int64_t>> answers;
    for (int i = 0; i < 8; ++i) {
        const auto clerk = system.spawn<Clerk>(unnamed, log, counter);
        for (int n = 0; n < 500; ++n) answers.push_back(system.ask(clerk, Relay{}));
    }
    bool right = true;
    for (auto& answer : answers) right = right && answer.get(30s) == 42;
    CHECK(right);
}

TEST_CASE("a Deferred that was not made for the question is an error for who asks") {
    struct Riddle {};
    class Muddled : public Actor {
    public:
        using Accepts = Messages<Riddle>;
        Deferred<int> on(const Riddle&) { return Deferred<int>(nullptr); }
    };
    SteppedSystem stepped;
    auto answer = stepped.system.ask(stepped.system.spawn<Muddled>(), Riddle{});
    stepped.run();
    CHECK_THROWS_WITH_AS(answer.get(), doctest::Contains("not this question's"), AskFailed);
}
