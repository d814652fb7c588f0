// The orders of life and death, step by step under many seeds.

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using Entries = std::vector<std::string>;

namespace {

struct Work {};
struct SpawnChild {
    std::string name;
};

class Mortal : public Actor {
public:
    using Accepts = Messages<Work, SpawnChild, Fail>;

    Mortal(std::shared_ptr<Log> log, std::string name)
        : log_(std::move(log)), name_(std::move(name)) {
        note("constructed");
    }
    ~Mortal() { note("destroyed"); }
    Mortal(const Mortal&) = delete;

    void on(const Started&, Context&) { note("started"); }
    void on(const Restarting&, Context&) { note("restarting"); }
    void on(const Stopping&, Context&) { note("stopping"); }
    void on(const Stopped&, Context&) { note("stopped"); }
    void on(const Work&) { note("worked"); }
    void on(const SpawnChild& spawn, Context& context) {
        context.spawn<Mortal>(spawn.name, log_, spawn.name);
    }
    void on(const Fail& fail) { throw std::runtime_error(fail.text); }

private:
    void note(const char* what) { log_->note(name_ + " " + what); }

    std::shared_ptr<Log> log_;
    std::string name_;
};

class Stillborn : public Actor {
public:
    using Accepts = Messages<>;
    Stillborn() { throw std::runtime_error("not today"); }
};

// Says that it has stopped.
struct Leaver : Actor {
    using Accepts = Messages<Add>;
    explicit Leaver(std::shared_ptr<Log> its_log) : log(std::move(its_log)) {}
    void on(const Add&) {}
    void on(const Stopped&) { log->note("stopped"); }
    std::shared_ptr<Log> log;
};

class LateRiser : public Actor {
public:
    using Accepts = Messages<>;
    explicit LateRiser(std::shared_ptr<int> attempts) : attempts_(std::move(attempts)) {}
    void on(const Started&, Context&) {
        if (++*attempts_ < 3) throw std::runtime_error("five more minutes");
    }

private:
    std::shared_ptr<int> attempts_;
};

struct Stage {
    explicit Stage(std::uint64_t seed) : stepped(seed) {
        actor = stepped.system.spawn<Mortal>("a", log, std::string("a"));
    }
    // Only what came after this call.
    Entries after(std::size_t from) const {
        auto entries = log->entries();
        return Entries(entries.begin() + static_cast<std::ptrdiff_t>(from), entries.end());
    }
    std::size_t so_far() const { return log->entries().size(); }

    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    Ref<Mortal> actor;
};

template <class Test>
void under_many_seeds(Test test) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        CAPTURE(seed);
        Stage stage(seed);
        test(stage);
    }
}

}  // namespace

TEST_CASE("an actor is constructed, then started, then handles its first message") {
    under_many_seeds([](Stage& stage) {
        stage.actor.send(Work{});
        stage.stepped.run();
        CHECK(stage.after(0) == Entries{"a constructed", "a started", "a worked"});
    });
}

TEST_CASE("a stop ends the children first, the youngest first, and tells each what happens") {
    under_many_seeds([](Stage& stage) {
        stage.actor.send(SpawnChild{"b"});
        stage.actor.send(SpawnChild{"c"});
        stage.stepped.run();
        const auto mark = stage.so_far();
        auto stopped = stage.stepped.system.stop(stage.actor);
        stage.stepped.run();
        CHECK(stopped.ready());
        CHECK(stage.after(mark) == Entries{"a stopping", "c stopping", "c stopped", "c destroyed",
                                           "b stopping", "b stopped", "b destroyed", "a stopped",
                                           "a destroyed"});
    });
}

TEST_CASE("no message is handled after stopping, and what waits becomes dead letters") {
    under_many_seeds([](Stage& stage) {
        stage.stepped.run();
        const auto mark = stage.so_far();
        const auto dead = stage.stepped.steps.dead_letters();
        auto stopped = stage.stepped.system.stop(stage.actor);
        for (int i = 0; i < 3; ++i) stage.actor.send(Work{});
        stage.stepped.run();
        CHECK(stage.after(mark) == Entries{"a stopping", "a stopped", "a destroyed"});
        CHECK(stage.stepped.steps.dead_letters() == dead + 3);
    });
}

TEST_CASE("a restart tells the old object, stops its children, and starts a new object") {
    under_many_seeds([](Stage& stage) {
        stage.actor.send(SpawnChild{"b"});
        stage.stepped.run();
        const auto mark = stage.so_far();
        stage.actor.send(Fail{});
        stage.actor.send(Work{});
        stage.stepped.run();
        CHECK(stage.after(mark) == Entries{"a restarting", "b stopping", "b stopped", "b destroyed",
                                           "a destroyed", "a constructed", "a started",
                                           "a worked"});
    });
}

TEST_CASE("the reference, the name and the waiting mail survive a restart") {
    under_many_seeds([](Stage& stage) {
        stage.actor.send(Fail{});
        stage.stepped.run();
        CHECK(stage.actor.alive());
        CHECK(stage.stepped.system.find("a") == Ref<>(stage.actor));
    });
}

TEST_CASE("the eleventh failure within ten seconds stops the actor") {
    Stage stage(1);
    for (int i = 0; i < 10; ++i) stage.actor.send(Fail{});
    stage.stepped.run();
    CHECK(stage.actor.alive());
    stage.actor.send(Fail{});
    stage.stepped.run();
    CHECK_FALSE(stage.actor.alive());
}

TEST_CASE("a stopped actor's name is free again and its reference stays dead") {
    Stage stage(1);
    auto stopped = stage.stepped.system.stop(stage.actor);
    stage.stepped.run();
    const auto next = stage.stepped.system.spawn<Mortal>("a", stage.log, std::string("a"));
    stage.stepped.run();
    CHECK(next.alive());
    CHECK_FALSE(stage.actor.alive());
    CHECK(stage.actor.send(Work{}) == Sent::NoSuchActor);
}

TEST_CASE("a name that a living sibling has never runs the constructor") {
    Stage stage(1);
    stage.stepped.run();
    const auto mark = stage.so_far();
    CHECK_THROWS_AS(stage.stepped.system.spawn<Mortal>("a", stage.log, std::string("again")),
                    NameTaken);
    CHECK(stage.after(mark).empty());
}

TEST_CASE("a constructor that throws leaves nothing behind but its exception") {
    SteppedSystem stepped;
    CHECK_THROWS_WITH(stepped.system.spawn<Stillborn>("x"), "not today");
    CHECK_FALSE(stepped.system.find("x"));
    CHECK_NOTHROW(stepped.system.spawn<Counter>("x"));
}

TEST_CASE("an actor that fails as it starts is started again within its budget") {
    SteppedSystem stepped;
    auto attempts = std::make_shared<int>(0);
    const auto actor = stepped.system.spawn<LateRiser>("l", attempts);
    stepped.run();
    CHECK(*attempts == 3);
    CHECK(actor.alive());
}

TEST_CASE("the end of a system stops every actor, children first") {
    auto log = std::make_shared<Log>();
    {
        SteppedSystem stepped(3);
        const auto actor = stepped.system.spawn<Mortal>("a", log, std::string("a"));
        actor.send(SpawnChild{"b"});
        stepped.run();
    }
    const auto entries = log->entries();
    CHECK(std::find(entries.begin(), entries.end(), "b destroyed") <
          std::find(entries.begin(), entries.end(), "a stopped"));
    CHECK(entries.back() == "a destroyed");
}

TEST_CASE("a child that stops just before its parent does stops once") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        auto log = std::make_shared<Log>();
        {
            SteppedSystem stepped(seed);
            stepped.system.spawn<Leaver>("older", log);
            const auto younger = stepped.system.spawn<Leaver>("younger", log);
            stepped.run();
            stepped.system.stop(younger);
        }
        CHECK(log->entries().size() == 2);
        CHECK(log.use_count() == 1);
    }
}
