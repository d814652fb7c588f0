// Asks that must be answered in time.

#include "runtime/core/deadlines.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;
using Entries = std::vector<std::string>;

namespace {

struct Wonder {};
struct Release {};

// Answers when it is told to.
class Slow : public Actor {
public:
    using Accepts = Messages<Wonder, Release>;
    Deferred<std::string> on(const Wonder&, Context& context) {
        waiting_.push_back(context.defer<std::string>());
        return waiting_.back();
    }
    void on(const Release&) {
        for (auto& each : waiting_) each.reply("at last");
        waiting_.clear();
    }

private:
    std::vector<Deferred<std::string>> waiting_;
};

struct Office {
    explicit Office(std::uint64_t seed = 1, SystemOptions options = {})
        : stepped(seed, std::move(options)) {
        hand = stepped.system.spawn<Stagehand>("hand", log);
        slow = stepped.system.spawn<Slow>("slow");
    }
    std::function<void(Context&)> asking(std::chrono::milliseconds limit) {
        return [this, limit](Context& context) {
            context.ask(
                slow, Wonder{}, [this](const std::string& text, Context&) { log->note(text); },
                [this](const AskError& error, Context&) {
                    log->note(error.why == AskError::Why::TimedOut ? "too late" : error.text);
                },
                limit);
        };
    }
    void release() {
        slow.send(Release{});
        stepped.run();
    }
    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    Ref<Stagehand> hand;
    Ref<Slow> slow;
};

}  // namespace

TEST_CASE("an answer that comes in time is heard, and its limit is forgotten") {
    Office office;
    office.stepped.have(office.hand, office.asking(100ms));
    office.stepped.advance(99ms);
    office.release();
    CHECK(office.log->entries() == Entries{"at last"});
    CHECK(office.stepped.system.timers().pending() == 0);
    office.stepped.advance(10s);
    CHECK(office.log->entries().size() == 1);
}

TEST_CASE(
    "an answer that does not come in time is an error, and dropped and counted when it comes") {
    Office office;
    office.stepped.have(office.hand, office.asking(100ms));
    office.stepped.advance(99ms);
    CHECK(office.log->entries().empty());
    office.stepped.advance(1ms);
    CHECK(office.log->entries() == Entries{"too late"});
    const auto before = office.stepped.system.dead_letters();
    office.release();
    CHECK(office.log->entries() == Entries{"too late"});
    CHECK(office.stepped.system.dead_letters() == before + 1);
}

TEST_CASE("answer and limit at the same time: one of them is heard, and one only") {
    under_seeds([](std::uint64_t seed) {
        Office office(seed);
        office.stepped.have(office.hand, office.asking(5ms));
        office.slow.send(Release{});
        office.stepped.system.timers().advance(5ms);
        office.stepped.run();
        CHECK(office.log->entries().size() == 1);
    });
}

TEST_CASE("several limits of one actor run out each at its own time") {
    Office office;
    for (const auto limit : {30ms, 10ms, 20ms})
        office.stepped.have(office.hand, office.asking(limit));
    office.stepped.advance(10ms);
    CHECK(office.log->entries().size() == 1);
    office.stepped.advance(10ms);
    CHECK(office.log->entries().size() == 2);
    office.release();
    CHECK(office.log->entries() == Entries{"too late", "too late", "at last"});
}

TEST_CASE("a limit does not outlive the life that set it") {
    for (const bool restart : {true, false}) {
        CAPTURE(restart);
        Office office;
        office.stepped.have(office.hand, office.asking(10ms));
        if (restart) {
            office.hand.send(Fail{});
            office.stepped.run();
        } else {
            office.stepped.stop(office.hand);
        }
        CHECK(office.stepped.system.timers().pending() == 0);
        office.stepped.advance(20ms);
        office.release();
        CHECK(office.log->entries().empty());
    }
}

TEST_CASE("an ask without a limit waits for as long as it takes") {
    Office office;
    office.stepped.have(office.hand, office.asking(0ms));
    office.stepped.advance(std::chrono::hours(24));
    CHECK(office.log->entries().empty());
    office.release();
    CHECK(office.log->entries() == Entries{"at last"});
}

TEST_CASE("a limit that runs out while the actor is suspended is heard when it goes on") {
    // The parent decides only when the test lets it run.
    Office office(
        1,
        {.root = Props().supervise({.decider = [](const Failure&) { return Directive::Resume; }})});
    const auto decider = std::make_shared<runtime::StepScheduler>(1);
    class Parent : public Actor {
    public:
        using Accepts = Messages<Do>;
        Supervision supervision() const {
            return {.decider = [](const Failure&) { return Directive::Resume; }};
        }
        void on(const Do& it, Context& context) { it.what(context); }
    };
    const auto parent = office.stepped.system.spawn<Parent>(Props("parent").on(decider));
    Ref<Stagehand> child;
    parent.send(
        Do{[&](Context& context) { child = context.spawn<Stagehand>("child", office.log); }});
    decider->run_until_quiet();
    office.stepped.have(child, office.asking(10ms));
    child.send(Fail{});
    office.stepped.run();
    office.stepped.advance(10ms);
    CHECK(office.log->entries().empty());
    decider->run_until_quiet();
    office.stepped.run();
    CHECK(office.log->entries() == Entries{"too late"});
    auto stopped = office.stepped.system.stop(parent);
    for (int i = 0; i < 10; ++i) {
        decider->run_until_quiet();
        office.stepped.run();
    }
    CHECK(stopped.ready());
}
