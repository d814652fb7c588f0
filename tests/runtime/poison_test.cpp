// A stop that takes its turn in the mailbox, and other ways to be asked whether one lives.

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"
#include "tests/support/eventually.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;
using Entries = std::vector<std::string>;

namespace {

struct Stage {
    explicit Stage(std::uint64_t seed = 1, const Props& props = "h") : stepped(seed) {
        hand = stepped.system.spawn<Stagehand>(props, log);
    }
    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    Ref<Stagehand> hand;
};

}  // namespace

TEST_CASE("what came before the poison is handled, what came after it is a dead letter") {
    under_seeds([](std::uint64_t seed) {
        Stage stage(seed);
        stage.hand.send(Word{"before"});
        auto gone = stage.stepped.system.poison(stage.hand);
        stage.hand.send(Word{"after"});
        stage.stepped.run();
        CHECK(stage.log->entries() == Entries{"before"});
        CHECK(gone.ready());
        CHECK_FALSE(stage.hand.alive());
        CHECK(stage.stepped.system.dead_letters() == 1);
    });
}

TEST_CASE("a stop overtakes what poison waits for") {
    under_seeds([](std::uint64_t seed) {
        Stage stage(seed);
        stage.stepped.run();
        for (int i = 0; i < 5; ++i) stage.hand.send(Word{"x"});
        auto stopped = stage.stepped.system.stop(stage.hand);
        stage.stepped.run();
        CHECK(stopped.ready());
        CHECK(stage.log->entries().empty());
    });
}

TEST_CASE("an actor may poison another one and itself") {
    under_seeds([](std::uint64_t seed) {
        Stage stage(seed);
        const auto other = stage.stepped.system.spawn<Stagehand>("other", stage.log);
        stage.hand.send(Do{[&](Context& context) {
            other.send(Word{"first"});
            context.poison(other);
            context.poison(context.self());
        }});
        stage.hand.send(Word{"last"});
        stage.stepped.run();
        CHECK(stage.log->entries().size() >= 1);
        CHECK_FALSE(other.alive());
        CHECK_FALSE(stage.hand.alive());
    });
}

TEST_CASE("poison for an actor that is gone, or that stops first, is answered, too") {
    Stage stage;
    stage.stepped.run();
    auto late = stage.stepped.system.poison(stage.hand);
    auto stopped = stage.stepped.system.stop(stage.hand);
    stage.stepped.run();
    CHECK_NOTHROW(late.get());  // It is gone, and that was asked for.
    auto nobody = stage.stepped.system.poison(stage.hand);
    CHECK(nobody.ready());
    CHECK_THROWS_WITH_AS(nobody.get(), "there is no such actor to stop", NoSuchActor);
    CHECK_THROWS_AS(stage.stepped.system.poison(Ref<>()).get(), NoSuchActor);
    CHECK(stage.stepped.system.dead_letters() == 0);  // Poison is nobody's message.
}

TEST_CASE("poison is no message that a full mailbox could lose") {
    for (const auto overflow :
         {Overflow::Block, Overflow::Reject, Overflow::DropOldest, Overflow::DropNewest}) {
        CAPTURE(static_cast<int>(overflow));
        Stage stage(1, Props("h").bounded(2, overflow));
        const auto sender = stage.stepped.system.spawn<Stagehand>("s", stage.log);
        stage.stepped.run();
        sender.send(Do{[&](Context& context) {
            for (const char* text : {"a", "b"}) stage.hand.send(Word{text});
            context.poison(stage.hand);
            for (const char* text : {"c", "d", "e"}) stage.hand.send(Word{text});
        }});
        stage.stepped.steps.step();
        stage.stepped.run();
        CHECK_FALSE(stage.hand.alive());
    }
}

TEST_CASE("in a priority mailbox poison comes after all levels") {
    Stage stage(1, Props("h").priority());
    auto gone = stage.stepped.system.poison(stage.hand);
    stage.hand.send(Word{"more"});
    stage.stepped.run();
    CHECK(stage.log->entries() == Entries{"more"});
    CHECK(gone.ready());
}

TEST_CASE("poison that is followed by a failure still comes after the restart") {
    under_seeds([](std::uint64_t seed) {
        Stage stage(seed);
        stage.hand.send(Fail{});
        auto gone = stage.stepped.system.poison(stage.hand);
        stage.hand.send(Word{"after"});
        stage.stepped.run();
        CHECK_NOTHROW(gone.get());
        CHECK(stage.log->entries().empty());
    });
}

TEST_CASE("an actor answers a touch by itself, also while its mail is held back") {
    Stage stage;
    auto touched = stage.stepped.system.touch(stage.hand);
    CHECK_FALSE(touched.ready());
    stage.stepped.run();
    CHECK_NOTHROW(touched.get());
    stage.stepped.stop(stage.hand);
    CHECK_THROWS_AS(stage.stepped.system.touch(stage.hand).get(), NoSuchActor);
    CHECK(stage.log->entries().empty());
}

TEST_CASE("poison under fire: every actor ends, and what it handled came first") {
    System system({.workers = 3, .dead_letter_lines_per_second = 0});
    for (int round = 0; round < 200; ++round) {
        const auto counter = system.spawn<Counter>(
            round % 2 == 0 ? Props() : Props().bounded(1000, Overflow::Reject));
        for (int i = 0; i < 20; ++i) counter.send(Add{1});
        auto total = system.ask(counter, Total{});
        auto gone = system.poison(counter);
        CHECK(total.get(20s) == 20);
        CHECK_NOTHROW(gone.get(20s));
        CHECK_FALSE(counter.alive());
    }
}
