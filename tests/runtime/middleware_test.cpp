// Code around what an actor does, and the words that travel beside its messages.

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;
using Entries = std::vector<std::string>;

namespace {

using Next = std::function<void()>;
using SendNext = std::function<Sent()>;
using SpawnNext = std::function<probe::ActorId()>;

struct Stage {
    explicit Stage(std::uint64_t seed = 1, SystemOptions options = {})
        : stepped(seed, std::move(options)) {
        stepped.system.events().subscribe<DeadLetter>(
            [this](const DeadLetter& letter) { letters.push_back(letter); });
    }
    Ref<Stagehand> spawn(Props props) { return stepped.system.spawn<Stagehand>(props, log); }

    std::vector<DeadLetter> letters;
    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
};

runtime::ReceiveMiddleware noting(std::shared_ptr<Log> log, std::string name) {
    return [=](Receiving&, const Next& next) {
        log->note(name + " in");
        next();
        log->note(name + " out");
    };
}

runtime::SendMiddleware with_header(std::string name, std::string value) {
    return [=](Sending& sending, const SendNext& next) {
        sending.set_header(name, value);
        return next();
    };
}

}  // namespace

// ── What is received ─────────────────────────────────────────────────────────

TEST_CASE("of receive middleware the first that is given is the outermost") {
    Stage stage;
    const auto hand = stage.spawn(
        Props("h").on_receive(noting(stage.log, "outer")).on_receive(noting(stage.log, "inner")));
    hand.send(Word{"word"});
    stage.stepped.run();
    CHECK(stage.log->entries() ==
          Entries{"outer in", "inner in", "word", "inner out", "outer out"});
}

TEST_CASE("receive middleware sees the message, its type, its sender and whether it asks") {
    Stage stage;
    const auto sender = stage.spawn("s");
    const auto hand =
        stage.spawn(Props("h").on_receive([&](Receiving& receiving, const Next& next) {
            if (const Word* word = receiving.as<Word>()) {
                stage.log->note(receiving.type() + " " + word->text + " " + receiving.json());
                CHECK(receiving.context.sender() == sender);
            }
            CHECK(receiving.as<Fail>() == nullptr);
            CHECK(receiving.asks() == (receiving.as<Echo>() != nullptr));
            next();
            CHECK(receiving.as<Word>() == nullptr);  // It has been handled.
        }));
    stage.stepped.have(sender, [&](Context&) { hand.send(Word{"hello"}); });
    auto answer = stage.stepped.system.ask(hand, Echo{"answer"});
    stage.stepped.run();
    CHECK(answer.get() == "answer");
    CHECK(stage.log->entries() ==
          Entries{runtime::type_name<Word>() + " hello {\"text\":\"hello\"}", "hello"});
}

TEST_CASE(
    "a message that middleware does not let through is a dead letter, and who asked is told") {
    Stage stage;
    const auto hand = stage.spawn(Props("h").on_receive([](Receiving&, const Next&) {}));
    hand.send(Word{"word"});
    auto answer = stage.stepped.system.ask(hand, Echo{"answer"});
    stage.stepped.run();
    CHECK(stage.log->entries().empty());
    REQUIRE(stage.letters.size() == 2);
    CHECK(stage.letters[0].why == AskError::Why::Withheld);
    CHECK_THROWS_WITH_AS(answer.get(), doctest::Contains("middleware did not let it pass"),
                         AskFailed);
}

TEST_CASE("what receive middleware throws is a failure of the actor on that message") {
    for (const bool after : {false, true}) {
        CAPTURE(after);
        Stage stage;
        std::vector<std::string> failures;
        stage.stepped.system.events().subscribe<SupervisorEvent>([&](const SupervisorEvent& event) {
            failures.push_back(event.message + ": " + event.text);
        });
        const auto hand =
            stage.spawn(Props("h").on_receive([after](Receiving& receiving, const Next& next) {
                if (after) next();
                if (receiving.context.system().handled() == 0) throw std::runtime_error("no");
                if (!after) next();
            }));
        hand.send(Word{"first"});
        hand.send(Word{"second"});
        stage.stepped.run();
        CHECK(failures == Entries{runtime::type_name<Word>() + ": no"});
        CHECK(stage.log->entries() == (after ? Entries{"first", "second"} : Entries{"second"}));
    }
}

TEST_CASE("middleware that calls next twice fails, and the message is handled once") {
    Stage stage;
    const auto hand = stage.spawn(Props("h").on_receive([](Receiving&, const Next& next) {
        next();
        next();
    }));
    hand.send(Word{"once"});
    stage.stepped.run();
    CHECK(stage.log->entries() == Entries{"once"});
    CHECK(look_at(stage.stepped.system, hand).failed == 1);
}

TEST_CASE("middleware that catches a failure and calls next again is a retry") {
    Stage stage;
    int tries = 0;
    const auto hand = stage.spawn(Props("h").on_receive([](Receiving&, const Next& next) {
        try {
            next();
        } catch (const std::exception&) {
            next();
        }
    }));
    hand.send(Do{[&](Context&) {
        if (++tries == 1) throw std::runtime_error("not yet");
        stage.log->note("done");
    }});
    stage.stepped.run();
    CHECK(stage.log->entries() == Entries{"done"});
    CHECK(look_at(stage.stepped.system, hand).failed == 0);
}

TEST_CASE("receive middleware stays over restarts and behaviours, and sees what is stashed") {
    Stage stage;
    int seen = 0;
    const auto hand = stage.spawn(Props("h").on_receive([&](Receiving&, const Next& next) {
        ++seen;
        next();
    }));
    hand.send(Fail{});
    hand.send(Word{"after the restart"});
    hand.send(Do{[&](Context& context) {
        context.become(Behaviour("other").on<Word>(
            [&](const Word& word, Context&) { stage.log->note("other " + word.text); }));
    }});
    hand.send(Word{"changed"});
    stage.stepped.run();
    CHECK(seen == 4);
    CHECK(stage.log->entries() == Entries{"after the restart", "other changed"});
    bool kept = false;
    const auto stashing = stage.spawn(Props("stashing").on_receive(noting(stage.log, "mw")));
    stashing.send(Do{[&](Context& context) {
        if (!std::exchange(kept, true)) context.stash();
    }});
    stage.stepped.have(stashing, [](Context& context) { context.unstash_all(); });
    const auto entries = stage.log->entries();
    CHECK(std::count(entries.begin(), entries.end(), "mw in") == 3);
}

// ── What is sent ─────────────────────────────────────────────────────────────

TEST_CASE("of send middleware the first that is given is the outermost, and it sees the target") {
    Stage stage;
    const auto target = stage.spawn("target");
    const auto note = [&](std::string name) {
        return [&, name](Sending& sending, const SendNext& next) {
            CHECK(sending.to == target.id);
            stage.log->note(name);
            return next();
        };
    };
    const auto sender = stage.spawn(Props("s").on_send(note("outer")).on_send(note("inner")));
    stage.stepped.have(sender,
                       [&](Context&) { CHECK(target.send(Word{"word"}) == Sent::Delivered); });
    CHECK(stage.log->entries() == Entries{"outer", "inner", "word"});
}

TEST_CASE("what send middleware holds back is a dead letter, and the sender is told") {
    Stage stage;
    const auto target = stage.spawn("target");
    const auto sender =
        stage.spawn(Props("s").on_send([](Sending&, const SendNext&) { return Sent::Withheld; }));
    stage.stepped.have(sender, [&](Context& context) {
        CHECK(target.send(Word{"word"}) == Sent::Withheld);
        context.ask(
            target, Echo{"?"}, [](const std::string&, Context&) { FAIL("it was held back"); },
            [&](const AskError& error, Context&) { stage.log->note(error.text); });
    });
    REQUIRE(stage.letters.size() == 2);
    CHECK(stage.letters[0].why == AskError::Why::Withheld);
    CHECK(stage.letters[0].from == sender);
    CHECK(stage.log->entries().size() == 1);
}

TEST_CASE("send middleware that throws fails its actor, and the message is not lost unsaid") {
    Stage stage;
    const auto target = stage.spawn("target");
    const auto sender = stage.spawn(Props("s").on_send(
        [](Sending&, const SendNext&) -> Sent { throw std::runtime_error("no"); }));
    sender.send(Do{[&](Context&) { target.send(Word{"word"}); }});
    stage.stepped.run();
    CHECK(look_at(stage.stepped.system, sender).failed == 1);
    CHECK(stage.letters.size() == 1);
    CHECK(stage.log->entries().empty());
}

TEST_CASE("what an actor forwards, asks and sends in a coroutine passes its send middleware") {
    Stage stage;
    const auto target = stage.spawn("target");
    int passed = 0;
    const auto sender = stage.spawn(Props("s").on_send([&](Sending&, const SendNext& next) {
        ++passed;
        return next();
    }));
    stage.stepped.have(sender, [&](Context& context) {
        context.ask(target, Echo{"?"}, [&](const std::string&, Context&) {
            CHECK(target.send(Word{"after the answer"}) == Sent::Delivered);
        });
    });
    CHECK(passed == 2);
    sender.send(Do{[&](Context& context) {
        if (context.self() == sender) context.forward(target);
    }});
    sender.send(Word{"mine"});
    stage.stepped.run();
    CHECK(passed == 3);
}

// ── What is spawned ──────────────────────────────────────────────────────────

TEST_CASE("spawn middleware sees and may change what is spawned, the first given outermost") {
    Stage stage;
    const auto mother =
        stage.spawn(Props("mother")
                        .on_spawn([&](SpawnCall& call, const SpawnNext& next) {
                            stage.log->note("outer " + std::string(call.kind));
                            return next();
                        })
                        .on_spawn([&](SpawnCall& call, const SpawnNext& next) {
                            stage.log->note("inner " + std::string(call.props.name()));
                            call.props = std::move(call.props).called("renamed");
                            return next();
                        }));
    stage.stepped.have(mother, [&](Context& context) {
        CHECK(context.spawn<Stagehand>("child", stage.log).alive());
    });
    CHECK(stage.log->entries() ==
          Entries{"outer " + runtime::type_name<Stagehand>(), "inner child"});
    CHECK(stage.stepped.system.find("mother/renamed"));
    CHECK_FALSE(stage.stepped.system.find("mother/child"));
}

TEST_CASE("spawn middleware that does not go on makes nobody") {
    Stage stage;
    const auto mother = stage.spawn(
        Props("mother").on_spawn([](SpawnCall&, const SpawnNext&) { return probe::ActorId{}; }));
    stage.stepped.have(mother, [&](Context& context) {
        CHECK_FALSE(context.spawn<Stagehand>("child", stage.log));
        CHECK(context.child_count() == 0);
    });
}

TEST_CASE("the root's spawn middleware sees what is spawned from outside") {
    const auto log = std::make_shared<Log>();
    Stage stage(1, {.root = Props().on_spawn([log](SpawnCall& call, const SpawnNext& next) {
                    log->note(std::string(call.props.name()));
                    return next();
                })});
    stage.spawn("from outside");
    CHECK(log->entries() == Entries{"from outside"});
}

// ── Headers ──────────────────────────────────────────────────────────────────

TEST_CASE("a header that is set on its way is read where the message is handled") {
    Stage stage;
    const auto target = stage.spawn("target");
    const auto sender = stage.spawn(Props("s").on_send(with_header("trace", "7")));
    stage.stepped.have(sender, [&](Context&) {
        target.send(Do{[&](Context& context) {
            stage.log->note(std::string(context.header("trace")));
            CHECK(context.header("other").empty());
            CHECK(context.sender() == sender);
        }});
    });
    CHECK(stage.log->entries() == Entries{"7"});
}

TEST_CASE("headers go on by themselves with what an actor sends while it handles a message") {
    under_seeds([](std::uint64_t seed) {
        Stage stage(seed);
        const auto last = stage.spawn("last");
        const auto middle = stage.spawn("middle");
        const auto first = stage.spawn(Props("first").on_send(with_header("trace", "7")));
        const auto note = [&](Context& context) {
            stage.log->note(std::string(context.header("trace")));
        };
        first.send(Do{[&](Context&) { middle.send(Do{[&](Context&) { last.send(Do{note}); }}); }});
        middle.send(Do{[&](Context&) { last.send(Do{note}); }});  // Of its own accord: none.
        stage.stepped.run();
        auto entries = stage.log->entries();
        std::sort(entries.begin(), entries.end());
        CHECK(entries == Entries{"", "7"});
    });
}

TEST_CASE("headers go on, too, with what an actor sends when an answer has come") {
    Stage stage;
    const auto last = stage.spawn("last");
    const auto middle = stage.spawn("middle");
    const auto first = stage.spawn(Props("first").on_send(with_header("trace", "7")));
    const auto note = [&](Context& context) {
        stage.log->note(std::string(context.header("trace")));
    };
    first.send(Do{[&](Context&) {
        middle.send(Do{[&](Context& context) {
            context.ask(last, Echo{"?"},
                        [&](const std::string&, Context&) { last.send(Do{note}); });
        }});
    }});
    stage.stepped.run();
    CHECK(stage.log->entries() == Entries{"7"});
    stage.stepped.have(middle, [&](Context&) { last.send(Do{note}); });
    CHECK(stage.log->entries() == Entries{"7", ""});
}

TEST_CASE("a forwarded message keeps its sender, its question and its headers") {
    Stage stage;
    const auto last = stage.spawn("last");
    const auto middle = stage.spawn("middle");
    const auto first = stage.spawn(Props("first").on_send(with_header("trace", "7")));
    bool at_last = false;
    stage.stepped.have(first, [&](Context&) {
        middle.send(Do{[&](Context& context) {
            if (!std::exchange(at_last, true)) {
                CHECK(context.forward(last) == Sent::Delivered);
                return;
            }
            stage.log->note(std::string(context.header("trace")));
            CHECK(context.self() == last);
            CHECK(context.sender() == first);
        }});
    });
    CHECK(stage.log->entries() == Entries{"7"});
}
