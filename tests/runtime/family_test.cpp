// Parents and children: lists, ends, failures that go up.

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"
#include "tests/support/eventually.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;
using Entries = std::vector<std::string>;

namespace {

// Spawns, fails and stops as it is told, and tells of every end it hears of.
class Parent : public Actor {
public:
    using Accepts = Messages<Do, Word, Fail>;
    Parent(std::shared_ptr<Log> log, Supervision supervision)
        : log_(std::move(log)), supervision_(supervision) {}

    Supervision supervision() const { return supervision_; }
    void on(const Do& it, Context& context) { it.what(context); }
    void on(const Word& word) { log_->note(word.text); }
    void on(const Fail& fail) { throw std::runtime_error(fail.text); }
    void on(const Stopping&, Context&) {
        log_->note("stopping");
        if (fails_as_it_stops_) throw std::runtime_error("not like this");
    }
    void on(const Stopped&, Context&) { log_->note("stopped"); }
    void on(const Terminated& end, Context&) {
        log_->note(end.ending == Ending::StoppedByOperator ? "child ended by operator"
                                                           : "child ended");
    }
    void fail_as_it_stops() { fails_as_it_stops_ = true; }

private:
    std::shared_ptr<Log> log_;
    Supervision supervision_;
    bool fails_as_it_stops_ = false;
};

struct House {
    explicit House(Supervision supervision = {}, std::uint64_t seed = 1, SystemOptions options = {})
        : stepped(seed, std::move(options)) {
        parent = stepped.system.spawn<Parent>("parent", log, supervision);
        stepped.run();
    }
    void have(std::function<void(Context&)> what) {
        parent.send(Do{std::move(what)});
        stepped.run();
    }
    Ref<Stagehand> child(const char* name) {
        Ref<Stagehand> made;
        have([&](Context& context) { made = context.spawn<Stagehand>(name, log); });
        return made;
    }
    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    Ref<Parent> parent;
};

// Tries to spawn when it is too late.
class Late : public Actor {
public:
    using Accepts = Messages<>;
    explicit Late(std::shared_ptr<Log> log) : log_(std::move(log)) {}
    void on(const Stopping&, Context& context) {
        try {
            context.spawn<Counter>("too late");
        } catch (const std::logic_error& error) {
            log_->note(error.what());
        }
    }

private:
    std::shared_ptr<Log> log_;
};

// Sees at another one's end whether its name is free.
class Watcher : public Actor {
public:
    using Accepts = Messages<>;
    Watcher(Ref<> watched, bool* was_free) : watched_(watched), was_free_(was_free) {}
    void on(const Started&, Context& context) { context.watch(watched_); }
    void on(const Terminated&, Context& context) { *was_free_ = !context.system().find("watched"); }

private:
    Ref<> watched_;
    bool* was_free_;
};

Directive resume(const Failure&) { return Directive::Resume; }
Directive escalate(const Failure&) { return Directive::Escalate; }

}  // namespace

TEST_CASE("children are listed from the oldest, and a change is seen at once") {
    House house;
    house.have([&](Context& context) {
        const auto a = context.spawn<Stagehand>("a", house.log);
        const auto b = context.spawn<Stagehand>("b", house.log);
        const auto c = context.spawn<Stagehand>("c", house.log);
        CHECK(context.children() == std::vector<Ref<>>{a, b, c});
        context.stop(b);
        CHECK(context.children() == std::vector<Ref<>>{a, c});
        CHECK(context.child_count() == 2);
        // It takes its time all the same, and so its name is not free yet.
        CHECK_THROWS_AS(context.spawn<Stagehand>("b", house.log), NameTaken);
    });
    house.have([&](Context& context) {
        CHECK(context.child_count() == 2);
        CHECK_NOTHROW(context.spawn<Stagehand>("b", house.log));
        CHECK(context.child_count() == 3);
    });
}

TEST_CASE("a child knows its parent, and a parent the restarts of each child") {
    House house;
    const auto a = house.child("a");
    const auto b = house.child("b");
    house.stepped.have(a, [&](Context& context) { CHECK(context.parent() == house.parent); });
    house.stepped.advance(100ms);
    for (int i = 0; i < 2; ++i) a.send(Fail{});
    house.stepped.run();
    house.have([&](Context& context) {
        CHECK(context.restarts_of(a) == std::vector<runtime::Instant>{100ms, 100ms});
        CHECK(context.restarts_of(b).empty());
    });
}

TEST_CASE("children that share their fate share the restarts that are remembered") {
    House house({.strategy = Strategy::AllForOne});
    const auto a = house.child("a");
    const auto b = house.child("b");
    a.send(Fail{});
    house.stepped.run();
    house.have([&](Context& context) {
        CHECK(context.restarts_of(a).size() == 1);
        CHECK(context.restarts_of(b).size() == 1);
    });
}

TEST_CASE("all for one resumes only the child that failed") {
    House house({.strategy = Strategy::AllForOne, .decider = resume});
    const auto a = house.child("a");
    const auto b = house.child("b");
    a.send(Fail{});
    a.send(Word{"goes on"});
    house.stepped.run();
    CHECK(house.log->entries() == Entries{"goes on"});
    CHECK(look_at(house.stepped.system, a).restarts == 0);
    CHECK(look_at(house.stepped.system, b).restarts == 0);
}

TEST_CASE("when an escalated failure is resumed above, the child that failed goes on, too") {
    under_seeds([](std::uint64_t seed) {
        House house({.decider = escalate}, seed, {.root = Props().supervise({.decider = resume})});
        const auto a = house.child("a");
        a.send(Fail{});
        a.send(Word{"child goes on"});
        house.parent.send(Word{"parent goes on"});
        house.stepped.run();
        CHECK(house.log->entries().size() == 2);
    });
}

TEST_CASE("the root can not escalate: what it can not decide is stopped") {
    House house({}, 1, {.root = Props().supervise({.decider = escalate})});
    house.parent.send(Fail{});
    house.stepped.run();
    CHECK_FALSE(house.parent.alive());
}

TEST_CASE("a child that fails while its parent stops or restarts does not get in the way") {
    for (const bool stops : {true, false}) {
        CAPTURE(stops);
        under_seeds([stops](std::uint64_t seed) {
            House house({.decider = escalate}, seed, {.dead_letter_lines_per_second = 0});
            const auto oldest = house.child("oldest");
            for (const char* name : {"b", "c", "d"}) house.child(name);
            bool ended = false;
            System::signal(house.parent, stops ? runtime::Signal::Stop : runtime::Signal::Restart,
                           [&](runtime::Cell* cell) { ended = cell != nullptr; });
            oldest.send(Fail{});
            house.stepped.run();
            CHECK(ended);
            CHECK(house.parent.alive() != stops);
            CHECK_FALSE(oldest.alive());
        });
    }
}

TEST_CASE("an actor whose new object can not be made is stopped when it is told to go on") {
    class Fragile : public Actor {
    public:
        using Accepts = Messages<Fail, Word>;
        explicit Fragile(std::shared_ptr<int> made) {
            if (++*made > 1) throw std::runtime_error("broken for good");
        }
        void on(const Fail& fail) { throw std::runtime_error(fail.text); }
        void on(const Word&) {}
    };
    House house({}, 1, {.root = Props().supervise({.decider = [](const Failure& failure) {
                    return failure.message.empty() ? Directive::Resume : Directive::Restart;
                }})});
    const auto fragile = house.stepped.system.spawn<Fragile>("f", std::make_shared<int>(0));
    fragile.send(Fail{});
    fragile.send(Word{});
    house.stepped.run();
    CHECK_FALSE(fragile.alive());
    CHECK(house.stepped.system.dead_letters() == 1);
}

TEST_CASE("what is thrown in the last moments of life is counted and changes nothing") {
    House house;
    bool failed = false;
    house.stepped.system.events().subscribe<SupervisorEvent>(
        [&](const SupervisorEvent&) { failed = true; });
    house.child("a");
    house.have([&](Context&) {});
    static_cast<Parent*>(runtime::cells::find(house.parent.id)->object())->fail_as_it_stops();
    house.stepped.stop(house.parent);
    CHECK(house.log->entries() == Entries{"stopping", "child ended", "stopped"});
    CHECK_FALSE(failed);
}

TEST_CASE("an actor that stops can not spawn any more") {
    House house;
    const auto late = house.stepped.system.spawn<Late>("late", house.log);
    house.stepped.run();
    house.stepped.stop(late);
    CHECK(house.log->entries() == Entries{"an actor that stops can not spawn"});
}

TEST_CASE("the message that failed is not handled again after the restart") {
    House house;
    int seen = 0;
    const auto a = house.child("a");
    a.send(Do{[&](Context&) {
        ++seen;
        throw std::runtime_error("once");
    }});
    a.send(Word{"next"});
    house.stepped.run();
    CHECK(seen == 1);
    CHECK(house.log->entries() == Entries{"next"});
}

TEST_CASE("a restart keeps watchers and mail, and gives up children and behaviours") {
    House house;
    const auto a = house.child("a");
    const auto b = house.child("b");
    Ref<Stagehand> grandchild;
    house.stepped.have(a, [&](Context& context) {
        grandchild = context.spawn<Stagehand>("grandchild", house.log);
        context.become(Behaviour("deaf").on<Fail>(
            [](const Fail&, Context&) { throw std::runtime_error("x"); }));
    });
    house.parent.send(Do{[&](Context& context) { context.watch(a); }});
    a.send(Fail{});
    a.send(Word{"hears again"});
    house.stepped.run();
    CHECK_FALSE(grandchild.alive());
    CHECK(house.log->entries() == Entries{"hears again"});
    house.stepped.stop(a);
    CHECK(house.log->entries() == Entries{"hears again", "child ended"});
    CHECK(b.alive());
}

TEST_CASE("a second stop is obeyed by waiting for the first") {
    House house;
    house.child("a");
    auto first = house.stepped.system.stop(house.parent);
    auto second = house.stepped.system.stop(house.parent);
    house.stepped.run();
    CHECK_NOTHROW(first.get());
    CHECK_NOTHROW(second.get());
    CHECK(house.log->entries() == Entries{"stopping", "child ended", "stopped"});
}

TEST_CASE("no user message is handled after stopping, also while children still live") {
    under_seeds([](std::uint64_t seed) {
        House house({}, seed, {.dead_letter_lines_per_second = 0});
        const auto slow = std::make_shared<runtime::StepScheduler>(seed);
        house.have(
            [&](Context& context) { context.spawn<Stagehand>(Props("slow").on(slow), house.log); });
        slow->run_until_quiet();
        auto stopped = house.stepped.system.stop(house.parent);
        house.stepped.run();
        CHECK_FALSE(stopped.ready());
        house.parent.send(Word{"never heard"});
        house.stepped.run();
        CHECK(house.log->entries() == Entries{"stopping"});
        slow->run_until_quiet();
        house.stepped.run();
        CHECK(stopped.ready());
        CHECK(house.log->entries() == Entries{"stopping", "child ended", "stopped"});
        CHECK(house.stepped.system.dead_letters() == 1);
    });
}

TEST_CASE("an operator's stop is not undone by the supervisor, who is told whose it was") {
    House house(Supervision::always());
    const auto a = house.child("a");
    System::signal(a, runtime::Signal::Stop, {}, {}, Ending::StoppedByOperator);
    house.stepped.run();
    CHECK_FALSE(a.alive());
    CHECK(house.log->entries() == Entries{"child ended by operator"});
    CHECK_FALSE(house.stepped.system.find("parent/a"));
}

TEST_CASE("watchers hear of an end after the actor has stopped and its name is free") {
    House house;
    Ref<Stagehand> watched;
    bool was_free = false;
    watched = house.stepped.system.spawn<Stagehand>("watched", house.log);
    house.stepped.system.spawn<Watcher>("watcher", Ref<>(watched), &was_free);
    house.stepped.run();
    house.stepped.stop(watched);
    CHECK(was_free);
}

TEST_CASE("failures, stops and spawns under fire: every family ends whole") {
    for (int round = 0; round < 20; ++round) {
        System system({.workers = 4, .dead_letter_lines_per_second = 0});
        const auto log = std::make_shared<Log>();
        std::vector<Future<void>> ends;
        for (int i = 0; i < 8; ++i) {
            const auto parent =
                system.spawn<Parent>(unnamed, log,
                                     Supervision{.strategy = static_cast<Strategy>(i % 3),
                                                 .decider = i % 2 == 0 ? nullptr : escalate});
            for (int n = 0; n < 6; ++n)
                parent.send(Do{[log](Context& context) {
                    const auto child = context.spawn<Stagehand>(unnamed, log);
                    child.send(Fail{});
                    child.send(Word{"x"});
                }});
            ends.push_back(system.stop(parent));
        }
        for (auto& end : ends) CHECK_NOTHROW(end.get(20s));
        CHECK(eventually([&] { return system.list("**").size() == 1; }));
    }
}
