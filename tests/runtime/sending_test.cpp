// Sending, asking and handing on: who is told what, and when.

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;
using Entries = std::vector<std::string>;

namespace {

struct WhoAsks {};

class Gatekeeper : public Actor {
public:
    using Accepts = Messages<WhoAsks>;
    explicit Gatekeeper(Ref<> expected) : expected_(expected) {}
    std::string on(const WhoAsks&, Context& context) {
        if (!context.sender()) return "nobody";
        return context.sender() == expected_ ? "the one expected" : "a stranger";
    }

private:
    Ref<> expected_;
};

// Hands every question on.
class Clerk : public Actor {
public:
    using Accepts = Messages<WhoAsks, Echo>;
    explicit Clerk(Ref<> next) : next_(next) {}
    std::string on(const WhoAsks&, Context& context) { return hand_on(context); }
    std::string on(const Echo&, Context& context) { return hand_on(context); }

private:
    std::string hand_on(Context& context) {
        context.forward(next_);
        return "not mine to answer";
    }
    Ref<> next_;
};

class TooEager : public Actor {
public:
    using Accepts = Messages<>;
    TooEager(std::shared_ptr<Log> log, Ref<> other) : log_(std::move(log)), other_(other) {}
    void on(const Started&, Context& context) {
        CHECK_FALSE(context.sender());
        CHECK(context.header("trace").empty());
        try {
            context.forward(other_);
        } catch (const std::logic_error& error) {
            log_->note(error.what());
        }
    }

private:
    std::shared_ptr<Log> log_;
    Ref<> other_;
};

struct Stage {
    explicit Stage(std::uint64_t seed = 1) : stepped(seed, {.dead_letter_lines_per_second = 0}) {}
    Ref<Stagehand> hand(const char* name) { return stepped.system.spawn<Stagehand>(name, log); }

    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
};

}  // namespace

TEST_CASE("who is asked sees who asks, and nobody when the question comes from outside") {
    Stage stage;
    const auto asker = stage.hand("asker");
    const auto keeper = stage.stepped.system.spawn<Gatekeeper>("keeper", Ref<>(asker));
    auto outside = stage.stepped.system.ask(keeper, WhoAsks{});
    stage.stepped.have(asker, [&](Context& context) {
        context.ask(keeper, WhoAsks{},
                    [&](const std::string& text, Context&) { stage.log->note(text); });
    });
    CHECK(outside.get() == "nobody");
    CHECK(stage.log->entries() == Entries{"the one expected"});
}

TEST_CASE("an actor may ask itself: nobody is blocked by a question") {
    Stage stage;
    const auto hand = stage.hand("hand");
    stage.stepped.have(hand, [&](Context& context) {
        context.ask(hand, Echo{"myself"},
                    [&](const std::string& text, Context&) { stage.log->note(text); });
    });
    CHECK(stage.log->entries() == Entries{"myself"});
}

TEST_CASE("an ask of a dead or unknown actor fails at once, whoever asks") {
    Stage stage;
    const auto dead = stage.hand("dead");
    const auto asker = stage.hand("asker");
    stage.stepped.stop(dead);
    for (const auto& nobody : {dead, Ref<Stagehand>()}) {
        auto answer = stage.stepped.system.ask(nobody, Echo{"?"});
        CHECK(answer.ready());
        CHECK_THROWS_AS(answer.get(), NoSuchActor);
        stage.stepped.have(asker, [&](Context& context) {
            context.ask(
                nobody, Echo{"?"}, [](const std::string&, Context&) { FAIL("from the dead"); },
                [&](const AskError& error, Context&) {
                    CHECK(error.why == AskError::Why::NoSuchActor);
                    stage.log->note("told");
                },
                1h);
        });
    }
    CHECK(stage.log->entries() == Entries{"told", "told"});
    CHECK(stage.stepped.system.timers().pending() == 0);
}

TEST_CASE("an answer for an actor that has stopped meanwhile is dropped and counted") {
    under_seeds([](std::uint64_t seed) {
        Stage stage(seed);
        const auto asker = stage.hand("asker");
        const auto other = stage.hand("other");
        stage.stepped.run();
        asker.send(Do{[&](Context& context) {
            context.ask(other, Echo{"?"}, [](const std::string&, Context&) { FAIL("too late"); });
            context.stop();
        }});
        stage.stepped.run();
        CHECK(stage.stepped.system.dead_letters() == 1);
    });
}

TEST_CASE("a question that is handed on is answered by who it comes to, as if asked there") {
    under_seeds([](std::uint64_t seed) {
        Stage stage(seed);
        const auto asker = stage.hand("asker");
        const auto keeper = stage.stepped.system.spawn<Gatekeeper>("keeper", Ref<>(asker));
        const auto clerk = stage.stepped.system.spawn<Clerk>("clerk", Ref<>(keeper));
        auto outside = stage.stepped.system.ask(clerk, WhoAsks{});
        stage.stepped.have(asker, [&](Context& context) {
            context.ask(clerk, WhoAsks{},
                        [&](const std::string& text, Context&) { stage.log->note(text); });
        });
        CHECK(outside.get() == "nobody");
        CHECK(stage.log->entries() == Entries{"the one expected"});
        CHECK(stage.stepped.system.dead_letters() == 0);
    });
}

TEST_CASE("a question that is handed on to who can not take it fails at once") {
    Stage stage;
    const auto keeper = stage.stepped.system.spawn<Gatekeeper>("keeper", Ref<>());
    const auto gone = stage.hand("gone");
    stage.stepped.stop(gone);
    const auto misled = stage.stepped.system.spawn<Clerk>("misled", Ref<>(keeper));
    const auto stranded = stage.stepped.system.spawn<Clerk>("stranded", Ref<>(gone));
    auto refused = stage.stepped.system.ask(misled, Echo{"?"});
    auto lost = stage.stepped.system.ask(stranded, Echo{"?"});
    stage.stepped.run();
    CHECK_THROWS_WITH_AS(refused.get(), doctest::Contains("does not accept"), AskFailed);
    CHECK_THROWS_AS(lost.get(), NoSuchActor);
}

TEST_CASE("a moment of life is no message that could be handed on") {
    Stage stage;
    stage.stepped.system.spawn<TooEager>("eager", stage.log, Ref<>(stage.hand("other")));
    stage.stepped.run();
    CHECK(stage.log->entries() == Entries{"there is no message at hand to forward"});
}

TEST_CASE("signals overtake user messages, and user messages keep their order") {
    under_seeds([](std::uint64_t seed) {
        Stage stage(seed);
        const auto hand = stage.hand("hand");
        stage.stepped.run();
        Entries expected;
        for (int i = 0; i < 5; ++i) {
            expected.push_back(std::to_string(i));
            hand.send(Word{expected.back()});
        }
        std::size_t handled_at_touch = 99;
        System::signal(hand, runtime::Signal::Inspect,
                       [&](runtime::Cell*) { handled_at_touch = stage.log->entries().size(); });
        stage.stepped.run();
        CHECK(handled_at_touch == 0);
        CHECK(stage.log->entries() == expected);
    });
}
