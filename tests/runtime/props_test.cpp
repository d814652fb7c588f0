// How actors are spawned: names, factories, and what is wished for beside them.

#include <doctest/doctest.h>

#include <set>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using Entries = std::vector<std::string>;

namespace {

struct Tailor {
    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
};

}  // namespace

TEST_CASE("the same props serve for any number of actors, and what is added makes others of them") {
    Tailor tailor;
    const Props plain = Props().bounded(1, Overflow::Reject);
    const Props wide = Props(plain).bounded(3, Overflow::Reject);
    const auto narrow_one = tailor.stepped.system.spawn<Stagehand>(plain, tailor.log);
    const auto narrow_two = tailor.stepped.system.spawn<Stagehand>(plain, tailor.log);
    const auto wide_one = tailor.stepped.system.spawn<Stagehand>(wide, tailor.log);
    const auto takes = [](Ref<Stagehand> hand) {
        int taken = 0;
        while (hand.send(Word{"x"}) == Sent::Delivered) ++taken;
        return taken;
    };
    CHECK(takes(narrow_one) == 1);
    CHECK(takes(narrow_two) == 1);
    CHECK(takes(wide_one) == 3);
}

TEST_CASE("a prefix names each actor anew, also after the one before is gone") {
    Tailor tailor;
    std::set<std::string> paths;
    for (int i = 0; i < 5; ++i) {
        const auto hand =
            tailor.stepped.system.spawn<Stagehand>(Props::prefix("till-"), tailor.log);
        paths.insert(tailor.stepped.system.path_of(hand));
        tailor.stepped.stop(hand);
    }
    CHECK(paths.size() == 5);
    CHECK(paths.count("test/till-1") == 1);
    CHECK(paths.count("test/till-5") == 1);
}

TEST_CASE("the same name may be used under different parents") {
    Tailor tailor;
    for (const char* name : {"a", "b"}) {
        const auto parent = tailor.stepped.system.spawn<Stagehand>(name, tailor.log);
        tailor.stepped.have(parent, [&](Context& context) {
            CHECK_NOTHROW(context.spawn<Stagehand>("child", tailor.log));
            CHECK_THROWS_AS(context.spawn<Stagehand>("child", tailor.log), NameTaken);
        });
    }
    CHECK(tailor.stepped.system.find("a/child") != tailor.stepped.system.find("b/child"));
}

TEST_CASE("a name that is taken is refused with who has it") {
    Tailor tailor;
    const auto first = tailor.stepped.system.spawn<Stagehand>("till", tailor.log);
    try {
        tailor.stepped.system.spawn<Stagehand>("till", tailor.log);
        FAIL("the name was taken");
    } catch (const NameTaken& taken) {
        CHECK(taken.holder() == first);
        CHECK(std::string(taken.what()).find("\"till\"") != std::string::npos);
    }
}

TEST_CASE("an actor that is made by a function is made by it again at every restart") {
    Tailor tailor;
    auto made = std::make_shared<int>(0);
    const auto hand = tailor.stepped.system.spawn_made<Stagehand>("made", [=, log = tailor.log] {
        ++*made;
        return Stagehand(log);
    });
    CHECK(*made == 1);
    hand.send(Fail{});
    hand.send(Word{"again"});
    tailor.stepped.run();
    CHECK(*made == 2);
    CHECK(tailor.log->entries() == Entries{"again"});
}

TEST_CASE("the arguments of a constructor are the same at every restart") {
    struct Show {};
    class Keeper : public Actor {
    public:
        using Accepts = Messages<Show, Fail>;
        explicit Keeper(std::string text) : text_(std::move(text)) {}
        std::string on(const Show&) { return std::exchange(text_, "spoilt"); }
        void on(const Fail&) { throw std::runtime_error("x"); }

    private:
        std::string text_;
    };
    Tailor tailor;
    const auto keeper = tailor.stepped.system.spawn<Keeper>("k", std::string("fresh"));
    for (int i = 0; i < 3; ++i) {
        auto answer = tailor.stepped.system.ask(keeper, Show{});
        keeper.send(Fail{});
        tailor.stepped.run();
        CHECK(answer.get() == "fresh");
    }
}

TEST_CASE("what props say of supervision takes the place of what the class says") {
    class Strict : public Actor {
    public:
        using Accepts = Messages<Do>;
        Supervision supervision() const {
            return {.decider = [](const Failure&) { return Directive::Stop; }};
        }
        void on(const Do& it, Context& context) { it.what(context); }
    };
    Tailor tailor;
    for (const bool by_props : {false, true}) {
        CAPTURE(by_props);
        const auto parent = by_props ? tailor.stepped.system.spawn<Strict>(
                                           Props("mild").supervise(Supervision::always()))
                                     : tailor.stepped.system.spawn<Strict>("strict");
        Ref<Stagehand> child;
        parent.send(Do{[&](Context& context) {
            child = context.spawn<Stagehand>(unnamed, tailor.log);
            child.send(Fail{});
        }});
        tailor.stepped.run();
        CHECK(child.alive() == by_props);
    }
}

TEST_CASE("how an actor looks after its children can not be changed once it is there") {
    class Fickle : public Actor {
    public:
        using Accepts = Messages<Do>;
        Supervision supervision() const {
            return {.decider = changed_ ? [](const Failure&) { return Directive::Stop; }
                                        : [](const Failure&) { return Directive::Resume; }};
        }
        void on(const Do& it, Context& context) {
            it.what(context);
            changed_ = true;
        }

    private:
        bool changed_ = false;
    };
    Tailor tailor;
    const auto parent = tailor.stepped.system.spawn<Fickle>("fickle");
    Ref<Stagehand> child;
    parent.send(
        Do{[&](Context& context) { child = context.spawn<Stagehand>(unnamed, tailor.log); }});
    tailor.stepped.run();
    child.send(Fail{});
    tailor.stepped.run();
    CHECK(child.alive());
}

TEST_CASE("an actor runs where its props say, and is still its parent's child") {
    Tailor tailor;
    const auto elsewhere = std::make_shared<runtime::StepScheduler>(1);
    const auto hand = tailor.stepped.system.spawn<Stagehand>(Props("h").on(elsewhere), tailor.log);
    hand.send(Word{"there"});
    tailor.stepped.run();
    CHECK(tailor.log->entries().empty());
    elsewhere->run_until_quiet();
    CHECK(tailor.log->entries() == Entries{"there"});
    auto stopped = tailor.stepped.system.stop(hand);
    elsewhere->run_until_quiet();
    tailor.stepped.run();
    CHECK(stopped.ready());
}

TEST_CASE("a wish that can not be fulfilled leaves nothing behind, not even the name") {
    Tailor tailor;
    const auto broken = [] {
        return Props("h").porter([]() -> std::unique_ptr<runtime::Porter> {
            throw std::runtime_error("no porter today");
        });
    };
    CHECK_THROWS_WITH(tailor.stepped.system.spawn<Stagehand>(broken(), tailor.log),
                      "no porter today");
    CHECK_FALSE(tailor.stepped.system.find("h"));
    CHECK_NOTHROW(tailor.stepped.system.spawn<Stagehand>("h", tailor.log));
}
