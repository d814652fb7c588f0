// Whom a failure concerns, and who decides when a parent will not.

#include <doctest/doctest.h>

#include <map>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;

namespace {

struct MakeChild {
    std::string name;
};
struct Note {
    std::string text;
};

// Notes what it handles; its children are looked after as it was told when spawned.
class Member : public Actor {
public:
    using Accepts = Messages<MakeChild, Note, Fail>;

    Member(std::shared_ptr<Log> log, std::string name, Supervision supervision)
        : log_(std::move(log)), name_(std::move(name)), supervision_(supervision) {
        log_->note(name_ + " made");
    }
    Supervision supervision() const { return supervision_; }
    void on(const Stopped&, Context&) { log_->note(name_ + " stopped"); }
    void on(const MakeChild& child, Context& context) {
        context.spawn<Member>(child.name, log_, child.name, Supervision{});
    }
    void on(const Note& note) { log_->note(name_ + " " + note.text); }
    void on(const Fail& fail) { throw std::runtime_error(fail.text); }

private:
    std::shared_ptr<Log> log_;
    std::string name_;
    Supervision supervision_;
};

// A parent with children a, b and c, in this order.
struct Troupe {
    Troupe(std::uint64_t seed, Supervision supervision) : stepped(seed) {
        parent = stepped.system.spawn<Member>("p", log, std::string("p"), supervision);
        for (const char* name : {"a", "b", "c"}) parent.send(MakeChild{name});
        stepped.run();
    }
    void fail(const char* path, const char* text = "oh no") {
        mark = log->entries().size();
        stepped.system.find(path)->send(Fail{text});
        stepped.run();
    }
    // How often each entry came since the last failure.
    std::map<std::string, int> since() const {
        std::map<std::string, int> counts;
        const auto entries = log->entries();
        for (std::size_t i = mark; i < entries.size(); ++i) ++counts[entries[i]];
        return counts;
    }

    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    Ref<Member> parent;
    std::size_t mark = 0;
};

using Counts = std::map<std::string, int>;

Directive stop(const Failure&) { return Directive::Stop; }
Directive resume(const Failure&) { return Directive::Resume; }
Directive escalate(const Failure&) { return Directive::Escalate; }

template <class Test>
void with(Supervision supervision, Test test) {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        CAPTURE(seed);
        Troupe troupe(seed, supervision);
        test(troupe);
    }
}

}  // namespace

TEST_CASE("one for one restarts the child that failed and no other") {
    with({}, [](Troupe& troupe) {
        troupe.fail("p/b");
        CHECK(troupe.since() == Counts{{"b made", 1}});
    });
}

TEST_CASE("all for one restarts every child") {
    with({.strategy = Strategy::AllForOne}, [](Troupe& troupe) {
        troupe.fail("p/b");
        CHECK(troupe.since() == Counts{{"a made", 1}, {"b made", 1}, {"c made", 1}});
    });
}

TEST_CASE("rest for one restarts the child that failed and those that came after it") {
    with({.strategy = Strategy::RestForOne}, [](Troupe& troupe) {
        troupe.fail("p/b");
        CHECK(troupe.since() == Counts{{"b made", 1}, {"c made", 1}});
    });
}

TEST_CASE("children that share their fate share their budget") {
    Troupe troupe(1, {.strategy = Strategy::AllForOne, .budget = {.restarts_max = 2}});
    troupe.fail("p/a");
    troupe.fail("p/b");
    CHECK(troupe.stepped.system.find("p/c"));
    troupe.fail("p/c");
    CHECK(troupe.since() == Counts{{"a stopped", 1}, {"b stopped", 1}, {"c stopped", 1}});
    CHECK(troupe.parent.alive());
}

TEST_CASE("a decider that stops ends the child, and its name is free") {
    with({.decider = stop}, [](Troupe& troupe) {
        troupe.fail("p/b");
        CHECK(troupe.since() == Counts{{"b stopped", 1}});
        CHECK_FALSE(troupe.stepped.system.find("p/b"));
    });
}

TEST_CASE("a child that is resumed goes on with its state and the next message") {
    with({.decider = resume}, [](Troupe& troupe) {
        const auto b = *troupe.stepped.system.find("p/b");
        troupe.mark = troupe.log->entries().size();
        b.send(Fail{});
        b.send(Note{"goes on"});
        troupe.stepped.run();
        CHECK(troupe.since() == Counts{{"b goes on", 1}});
    });
}

TEST_CASE("a failure that is escalated fails the parent, whose restart ends its children") {
    with({.decider = escalate}, [](Troupe& troupe) {
        troupe.fail("p/b");
        CHECK(troupe.since() ==
              Counts{{"p made", 1}, {"a stopped", 1}, {"b stopped", 1}, {"c stopped", 1}});
        CHECK(troupe.parent.alive());
        CHECK_FALSE(troupe.stepped.system.find("p/a"));
    });
}

TEST_CASE("a decider is told the exception's text") {
    const auto picky = [](const Failure& failure) {
        return failure.text == "a trifle" ? Directive::Resume : Directive::Stop;
    };
    Troupe troupe(1, {.decider = picky});
    troupe.fail("p/a", "a trifle");
    CHECK(troupe.since().empty());
    troupe.fail("p/a", "a fire");
    CHECK(troupe.since() == Counts{{"a stopped", 1}});
}
