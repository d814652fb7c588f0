// The orders of life and the ways of supervision, a sentence for each row of the rules,
// under 200 seeds and by threads.

#include "tests/runtime/proof/orders_stage.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

Directive stop(const Failure&) { return Directive::Stop; }
Directive resume(const Failure&) { return Directive::Resume; }
Directive escalate(const Failure&) { return Directive::Escalate; }

// A parent p with children a, b and c, in this order, all of whom have started.
Ref<Player> family(Stage& stage, Supervision supervision) {
    const auto parent = stage.spawn("p", supervision);
    stage.expect({"p made", "p started"});
    for (const std::string name : {"a", "b", "c"}) {
        parent.send(Beget{name});
        stage.expect({name + " made", name + " started"});
    }
    return parent;
}

}  // namespace

// ── Life ─────────────────────────────────────────────────────────────────────

TEST_CASE("spawn: an actor is made, then started, then handles its first message") {
    everywhere([](Stage& stage) {
        stage.spawn("a").send(Work{});
        stage.expect({"a made", "a started", "a works"});
    });
}

TEST_CASE("stop: it overtakes what waits, and the name is free before the actor has stopped") {
    everywhere([](Stage& stage) {
        const auto actor = stage.spawn("a");
        stage.expect({"a made", "a started"});
        stage.hold(actor);
        for (int i = 0; i < 3; ++i) actor.send(Work{});
        auto stopped = stage.system.stop(actor);
        auto again = stage.system.stop(actor);
        stage.let_go();
        stage.until([&] { return stopped.ready() && again.ready(); });
        stage.expect({"a stopping", "a stopped", "a destroyed"});
        CHECK_FALSE(stage.system.find("a"));
        stage.spawn("a");
        stage.expect({"a made", "a started"});
    });
}

TEST_CASE("stop: children go first, the youngest first, each awaited and told of") {
    everywhere([](Stage& stage) {
        const auto parent = family(stage, {});
        stage.stop(parent);
        stage.expect({"p stopping", "c stopping", "c stopped", "c destroyed", "p told of an end",
                      "b stopping", "b stopped", "b destroyed", "p told of an end", "a stopping",
                      "a stopped", "a destroyed", "p told of an end", "p stopped", "p destroyed"});
    });
}

TEST_CASE("stop: whoever watches is told when the actor is gone, and the parent is, too") {
    everywhere([](Stage& stage) {
        const auto parent = stage.spawn("p");
        parent.send(Beget{"a"});
        stage.expect({"p made", "p started", "a made", "a started"});
        const auto watcher = stage.spawn("w");
        watcher.send(Watch{stage.at("p/a")});
        stage.fence(watcher);
        stage.fence(stage.at("p/a"));  // It knows of its watcher.
        stage.expect({"w made", "w started"});
        stage.stop(stage.at("p/a"));
        stage.expect({"a stopping", "a stopped", "a destroyed"});
        stage.expect_in_any_order({"w told of an end", "p told of an end"});
    });
}

TEST_CASE("stop: what throws on its way out stops all the same") {
    everywhere([](Stage& stage) {
        const auto actor = stage.spawn("clumsy");
        stage.expect({"clumsy made", "clumsy started"});
        stage.stop(actor);
        stage.expect({"clumsy stopping", "clumsy stopped", "clumsy destroyed"});
    });
}

TEST_CASE("restart: the old object is told, children stop, a new object starts, mail goes on") {
    everywhere([](Stage& stage) {
        const auto parent = stage.spawn("p");
        const auto actor_path = "p/a";
        parent.send(Beget{"a"});
        stage.expect({"p made", "p started", "a made", "a started"});
        const auto actor = stage.at(actor_path);
        actor.send(Beget{"child"});
        stage.expect({"child made", "child started"});
        stage.hold(actor);
        actor.send(Fail{});
        actor.send(Work{"works again"});
        stage.let_go();
        stage.expect({"a fails", "a restarting", "child stopping", "child stopped",
                      "child destroyed", "a told of an end", "a destroyed", "a made", "a started",
                      "a works again"});
        CHECK(stage.system.find(actor_path) == Ref<>(actor));
        CHECK_FALSE(stage.system.find("p/a/child"));
    });
}

TEST_CASE("restart: it is no end, and watchers stay") {
    everywhere([](Stage& stage) {
        const auto actor = stage.spawn("a"), watcher = stage.spawn("w");
        watcher.send(Watch{actor});
        stage.fence(watcher);
        stage.expect_in_any_order({"a made", "a started", "w made", "w started"});
        actor.send(Fail{});
        stage.expect({"a fails", "a restarting", "a destroyed", "a made", "a started"});
        stage.stop(actor);
        stage.expect({"a stopping", "a stopped", "a destroyed", "w told of an end"});
    });
}

TEST_CASE("watch: once is enough, and an actor that is gone is told of at once") {
    everywhere([](Stage& stage) {
        const auto actor = stage.spawn("a"), watcher = stage.spawn("w");
        for (int i = 0; i < 3; ++i) watcher.send(Watch{actor});
        stage.fence(watcher);
        stage.fence(actor);
        stage.expect_in_any_order({"a made", "a started", "w made", "w started"});
        stage.stop(actor);
        stage.expect({"a stopping", "a stopped", "a destroyed", "w told of an end"});
        watcher.send(Watch{actor});
        stage.expect({"w told that nobody is there"});
        watcher.send(Watch{Ref<>()});
        stage.expect({"w told that nobody is there"});
        stage.fence(watcher);
        stage.expect_no_more();
    });
}

// ── Supervision ──────────────────────────────────────────────────────────────

TEST_CASE("failure: nothing is handled until the parent has decided") {
    everywhere([](Stage& stage) {
        const auto parent = family(stage, {.decider = stop});
        const auto child = stage.at("p/b");
        stage.hold(child);
        child.send(Fail{});
        for (int i = 0; i < 3; ++i) child.send(Work{});
        stage.let_go();
        stage.expect({"b fails", "b stopping", "b stopped", "b destroyed", "p told of an end"});
        stage.fence(parent);
        stage.expect_no_more();
    });
}

TEST_CASE("resume: the same object goes on with the next message") {
    everywhere([](Stage& stage) {
        family(stage, {.decider = resume});
        const auto child = stage.at("p/b");
        child.send(Fail{});
        child.send(Work{});
        stage.expect({"b fails", "b works"});
    });
}

TEST_CASE("escalate: the parent fails, its restart ends its children") {
    everywhere([](Stage& stage) {
        family(stage, {.decider = escalate});
        stage.at("p/b").send(Fail{});
        stage.expect({"b fails", "p restarting", "c stopping", "c stopped", "c destroyed",
                      "p told of an end", "b stopping", "b stopped", "b destroyed",
                      "p told of an end", "a stopping", "a stopped", "a destroyed",
                      "p told of an end", "p destroyed", "p made", "p started"});
    });
}

TEST_CASE("one for one: a budget of none stops at the first failure") {
    everywhere([](Stage& stage) {
        family(stage, {.budget = {.restarts_max = 0}});
        stage.at("p/b").send(Fail{});
        stage.expect({"b fails", "b stopping", "b stopped", "b destroyed", "p told of an end"});
    });
}

TEST_CASE("one for one: each child has its own budget, and one more failure stops it") {
    everywhere([](Stage& stage) {
        family(stage, {.budget = {.restarts_max = 2, .window = 1h}});
        const auto restarts = [&](const std::string& name) {
            stage.at("p/" + name).send(Fail{});
            stage.expect({name + " fails", name + " restarting", name + " destroyed",
                          name + " made", name + " started"});
        };
        for (const char* name : {"a", "b", "a", "b"}) restarts(name);
        stage.at("p/a").send(Fail{});
        stage.expect({"a fails", "a stopping", "a stopped", "a destroyed", "p told of an end"});
        CHECK(stage.system.find("p/b"));
    });
}

TEST_CASE("one for one: failures that lie further back than the window are forgotten") {
    everywhere([](Stage& stage) {
        family(stage, {.budget = {.restarts_max = 1, .window = 1ns}});
        auto& timers = stage.system.timers();
        for (int i = 0; i < 5; ++i) {
            stage.at("p/b").send(Fail{});
            stage.expect({"b fails", "b restarting", "b destroyed", "b made", "b started"});
            if (timers.clock() == Timers::Clock::ByHand) timers.advance(1ms);
        }
    });
}

TEST_CASE("all for one: every child restarts, once") {
    everywhere([](Stage& stage) {
        family(stage, {.strategy = Strategy::AllForOne});
        stage.at("p/b").send(Fail{});
        stage.expect({"b fails"});
        Entries all;
        for (const std::string name : {"a", "b", "c"})
            for (const char* what : {" restarting", " destroyed", " made", " started"})
                all.push_back(name + what);
        stage.expect_in_any_order(all);
    });
}

TEST_CASE("all for one: every child stops when the budget is spent, and the parent lives") {
    everywhere([](Stage& stage) {
        const auto parent =
            family(stage, {.strategy = Strategy::AllForOne, .budget = {.restarts_max = 0}});
        stage.at("p/b").send(Fail{});
        stage.expect({"b fails"});
        Entries all;
        for (const std::string name : {"a", "b", "c"}) {
            for (const char* what : {" stopping", " stopped", " destroyed"})
                all.push_back(name + what);
            all.push_back("p told of an end");
        }
        stage.expect_in_any_order(all);
        CHECK(parent.alive());
    });
}

TEST_CASE("all for one: only the child that failed is resumed") {
    everywhere([](Stage& stage) {
        family(stage, {.strategy = Strategy::AllForOne, .decider = resume});
        stage.at("p/b").send(Fail{});
        stage.at("p/b").send(Work{});
        stage.expect({"b fails", "b works"});
        for (const char* path : {"p", "p/a", "p/b", "p/c"}) stage.fence(stage.at(path));
        stage.expect_no_more();
    });
}

TEST_CASE("rest for one: the child that failed restarts, and those that came after it") {
    everywhere([](Stage& stage) {
        family(stage, {.strategy = Strategy::RestForOne});
        stage.at("p/b").send(Fail{});
        stage.expect({"b fails"});
        Entries rest;
        for (const std::string name : {"b", "c"})
            for (const char* what : {" restarting", " destroyed", " made", " started"})
                rest.push_back(name + what);
        stage.expect_in_any_order(rest);
        stage.fence(stage.at("p/a"));
        stage.expect_no_more();
    });
}

TEST_CASE("the root restarts what fails under it, and takes no message of its own") {
    everywhere([](Stage& stage) {
        const auto actor = stage.spawn("a");
        actor.send(Fail{});
        stage.expect({"a made", "a started", "a fails", "a restarting", "a destroyed", "a made",
                      "a started"});
        CHECK(stage.system.root().send(Work{}) == Sent::NotAccepted);
    });
}
