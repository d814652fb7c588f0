// Mailboxes with a bound, with levels, or with somebody who listens.

#include <doctest/doctest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "tests/runtime/cast.hpp"
#include "tests/support/eventually.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;
using Entries = std::vector<std::string>;

namespace {

struct Urgent {
    static constexpr int priority = 7;
    std::string text;
};
struct Trifle {
    static constexpr int priority = 0;
    std::string text;
};
struct BeyondTheTop {
    static constexpr int priority = 99;
    std::string text;
};
struct BelowTheBottom {
    static constexpr int priority = -1;
    std::string text;
};

// Reads mail of several priorities.
class Reader : public Actor {
public:
    using Accepts = Messages<Word, Urgent, Trifle, BeyondTheTop, BelowTheBottom, Fail>;
    explicit Reader(std::shared_ptr<Log> log) : log_(std::move(log)) {}

    void on(const Word& word) { log_->note(word.text); }
    void on(const Urgent& word) { log_->note(word.text); }
    void on(const Trifle& word) { log_->note(word.text); }
    void on(const BeyondTheTop& word) { log_->note(word.text); }
    void on(const BelowTheBottom& word) { log_->note(word.text); }
    void on(const Fail& fail) { throw std::runtime_error(fail.text); }

private:
    std::shared_ptr<Log> log_;
};

// Stands still in its first message until it is let go.
class Blocker : public Actor {
public:
    using Accepts = Messages<Word>;
    Blocker(std::shared_ptr<std::latch> entered, std::shared_ptr<std::latch> let_go,
            std::shared_ptr<std::atomic<int>> handled)
        : entered_(std::move(entered)), let_go_(std::move(let_go)), handled_(std::move(handled)) {}

    void on(const Word&) {
        if (handled_->fetch_add(1) > 0) return;
        entered_->count_down();
        let_go_->wait();
    }

private:
    std::shared_ptr<std::latch> entered_;
    std::shared_ptr<std::latch> let_go_;
    std::shared_ptr<std::atomic<int>> handled_;
};

// A stepped system, an actor with a mailbox of that kind, and what became of its mail.
struct Desk {
    explicit Desk(Props props, std::uint64_t seed = 1) : stepped(seed) {
        hand = stepped.system.spawn<Stagehand>(std::move(props), log);
        stepped.system.events().subscribe<DeadLetter>(
            [this](const DeadLetter& letter) { letters.push_back(letter); });
        stepped.run();
    }
    Sent say(const std::string& text) { return hand.send(Word{text}); }
    std::uint64_t dropped() const { return runtime::cells::find(hand.id)->dropped(); }

    std::vector<DeadLetter> letters;
    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    Ref<Stagehand> hand;
};

// A blocked actor with a mailbox of that kind on real workers.
struct Blocked {
    explicit Blocked(Props props, std::uint32_t workers = 2)
        : system({.workers = workers, .dead_letter_lines_per_second = 0}) {
        actor = system.spawn<Blocker>(std::move(props), entered, let_go, handled);
        actor.send(Word{"stand still"});
        entered->wait();
    }

    std::shared_ptr<std::latch> entered = std::make_shared<std::latch>(1);
    std::shared_ptr<std::latch> let_go = std::make_shared<std::latch>(1);
    std::shared_ptr<std::atomic<int>> handled = std::make_shared<std::atomic<int>>(0);
    System system;
    Ref<Blocker> actor;
};

}  // namespace

// ── Bounds ───────────────────────────────────────────────────────────────────

TEST_CASE("a bounded mailbox that rejects tells the sender that it is full") {
    Desk desk(Props("d").bounded(2, Overflow::Reject));
    CHECK(desk.say("a") == Sent::Delivered);
    CHECK(desk.say("b") == Sent::Delivered);
    CHECK(desk.say("c") == Sent::Full);
    desk.stepped.run();
    CHECK(desk.log->entries() == Entries{"a", "b"});
    CHECK(desk.say("d") == Sent::Delivered);
}

TEST_CASE("a mailbox that drops the oldest takes every message and handles the latest") {
    Desk desk(Props("d").bounded(2, Overflow::DropOldest));
    for (const char* text : {"a", "b", "c", "d"}) CHECK(desk.say(text) == Sent::Delivered);
    desk.stepped.run();
    CHECK(desk.log->entries() == Entries{"c", "d"});
}

TEST_CASE("a mailbox that drops the newest tells the sender that the message is gone") {
    Desk desk(Props("d").bounded(2, Overflow::DropNewest));
    CHECK(desk.say("a") == Sent::Delivered);
    CHECK(desk.say("b") == Sent::Delivered);
    CHECK(desk.say("c") == Sent::Dropped);
    desk.stepped.run();
    CHECK(desk.log->entries() == Entries{"a", "b"});
}

TEST_CASE("a worker is refused by a full mailbox that makes others wait") {
    under_seeds([](std::uint64_t seed) {
        Desk desk(Props("d").bounded(1, Overflow::Block), seed);
        const auto sender = desk.stepped.system.spawn<Stagehand>("sender", desk.log);
        std::vector<Sent> sent;
        sender.send(Do{[&](Context&) {
            for (const char* text : {"a", "b"}) sent.push_back(desk.say(text));
        }});
        desk.stepped.run();
        CHECK(sent == std::vector{Sent::Delivered, Sent::Full});
        CHECK(desk.log->entries() == Entries{"a"});
    });
}

TEST_CASE("every drop and rejection is counted for its actor and is a dead letter with a cause") {
    using Why = AskError::Why;
    const std::pair<Overflow, Why> kinds[] = {{Overflow::Block, Why::MailboxFull},
                                              {Overflow::Reject, Why::MailboxFull},
                                              {Overflow::DropOldest, Why::Displaced},
                                              {Overflow::DropNewest, Why::Displaced}};
    for (const auto& [overflow, why] : kinds) {
        CAPTURE(static_cast<int>(overflow));
        Desk desk(Props("d").bounded(1, overflow));
        const auto sender = desk.stepped.system.spawn<Stagehand>("sender", desk.log);
        desk.stepped.run();
        sender.send(Do{[&](Context&) {
            for (const char* text : {"a", "b", "c"}) desk.say(text);
        }});
        desk.stepped.steps.step();
        CHECK(desk.dropped() == 2);
        CHECK(desk.stepped.system.dead_letters() == 2);
        REQUIRE(desk.letters.size() == 2);
        CHECK(desk.letters[0].why == why);
        CHECK(desk.letters[0].to == desk.hand);
        CHECK(desk.letters[0].from == sender);
    }
}

TEST_CASE("a mailbox that dropped messages knows how many it has") {
    Desk desk(Props("d").bounded(3, Overflow::DropOldest));
    for (int i = 0; i < 10; ++i) desk.say("x");
    CHECK(look_at(desk.stepped.system, desk.hand).mailbox == 3);
    desk.stepped.run();
    CHECK(look_at(desk.stepped.system, desk.hand).mailbox == 0);
    CHECK_FALSE(desk.stepped.steps.step());
}

TEST_CASE("an ask that finds the mailbox full, or is dropped from it, fails at once") {
    Desk rejecting(Props("d").bounded(1, Overflow::Reject));
    auto first = rejecting.stepped.system.ask(rejecting.hand, Echo{"first"});
    auto second = rejecting.stepped.system.ask(rejecting.hand, Echo{"second"});
    CHECK(second.ready());
    CHECK_THROWS_WITH_AS(second.get(), doctest::Contains("mailbox is full"), AskFailed);
    Desk dropping(Props("d").bounded(1, Overflow::DropOldest));
    auto oldest = dropping.stepped.system.ask(dropping.hand, Echo{"oldest"});
    auto newest = dropping.stepped.system.ask(dropping.hand, Echo{"newest"});
    CHECK_THROWS_WITH_AS(oldest.get(), doctest::Contains("dropped it"), AskFailed);
    dropping.stepped.run();
    CHECK(newest.get() == "newest");
}

TEST_CASE("a mailbox without room or with too many levels is refused where it is wished for") {
    CHECK_THROWS_AS(Props("d").bounded(0, Overflow::Reject), std::invalid_argument);
    CHECK_THROWS_AS(Props("d").priority(0), std::invalid_argument);
    CHECK_THROWS_AS(Props("d").priority(33), std::invalid_argument);
}

TEST_CASE("a full mailbox still takes the answers that its actor asked for") {
    Desk desk(Props("d").bounded(1, Overflow::Reject));
    const auto other = desk.stepped.system.spawn<Stagehand>("other", desk.log);
    desk.hand.send(Do{[&](Context& context) {
        context.ask(other, Echo{"answer"},
                    [&](const std::string& text, Context&) { desk.log->note(text); });
        desk.say("fills it");
    }});
    desk.stepped.run();
    CHECK(desk.log->entries().size() == 2);
    CHECK(desk.stepped.system.dead_letters() == 0);
}

TEST_CASE("what was stashed from a bounded mailbox comes back in front, and in order") {
    Desk desk(Props("d").bounded(4, Overflow::Reject));
    bool open = false;
    for (const char* text : {"a", "b"})
        desk.hand.send(Do{[&, text](Context& context) {
            if (open)
                desk.log->note(text);
            else
                context.stash();
        }});
    desk.stepped.run();
    desk.hand.send(Do{[&](Context& context) {
        open = true;
        context.unstash_all();
    }});
    desk.say("c");
    desk.stepped.run();
    CHECK(desk.log->entries() == Entries{"a", "b", "c"});
}

TEST_CASE("a timer whose message finds a full mailbox makes a dead letter and nobody wait") {
    for (const auto overflow : {Overflow::Reject, Overflow::Block}) {
        Desk desk(Props("d").bounded(1, overflow));
        desk.stepped.have(desk.hand,
                          [](Context& context) { context.after(10ms, Word{"too late"}); });
        desk.say("fills it");
        desk.stepped.advance(10ms);
        CHECK(desk.log->entries() == Entries{"fills it"});
        CHECK(desk.letters.size() == 1);
    }
}

// ── Priorities ───────────────────────────────────────────────────────────────

TEST_CASE("the higher level goes first, each level in its own order, and most are in the middle") {
    SteppedSystem stepped;
    const auto log = std::make_shared<Log>();
    const auto reader = stepped.system.spawn<Reader>(Props("r").priority(), log);
    reader.send(Trifle{"trifle 1"});
    reader.send(Word{"usual 1"});
    reader.send(Urgent{"urgent 1"});
    reader.send(Trifle{"trifle 2"});
    reader.send(Word{"usual 2"});
    reader.send(Urgent{"urgent 2"});
    stepped.run();
    CHECK(log->entries() ==
          Entries{"urgent 1", "urgent 2", "usual 1", "usual 2", "trifle 1", "trifle 2"});
}

TEST_CASE("a priority beyond the levels there are counts as the nearest") {
    SteppedSystem stepped;
    const auto log = std::make_shared<Log>();
    const auto reader = stepped.system.spawn<Reader>(Props("r").priority(), log);
    reader.send(BelowTheBottom{"below"});
    reader.send(Trifle{"bottom"});
    reader.send(Word{"middle"});
    reader.send(BeyondTheTop{"beyond"});
    reader.send(Urgent{"top"});
    stepped.run();
    CHECK(log->entries() == Entries{"beyond", "top", "middle", "below", "bottom"});
}

TEST_CASE("levels are strict: while a higher one has mail, a lower one waits") {
    SteppedSystem stepped;
    const auto log = std::make_shared<Log>();
    const auto reader = stepped.system.spawn<Reader>(Props("r").priority(), log);
    stepped.run();
    reader.send(Trifle{"trifle"});
    for (int i = 0; i < 20; ++i) {
        reader.send(Urgent{"urgent"});
        stepped.steps.step();
    }
    CHECK(log->entries() == Entries(20, "urgent"));
    stepped.run();
    CHECK(log->entries().back() == "trifle");
}

TEST_CASE("a priority mailbox that drops the oldest begins with the lowest level") {
    SteppedSystem stepped;
    const auto log = std::make_shared<Log>();
    const auto reader =
        stepped.system.spawn<Reader>(Props("r").priority().bounded(2, Overflow::DropOldest), log);
    reader.send(Urgent{"urgent"});
    reader.send(Trifle{"trifle"});
    reader.send(Word{"usual"});
    stepped.run();
    CHECK(log->entries() == Entries{"urgent", "usual"});
}

TEST_CASE("one sender's messages of one level keep their order under every seed") {
    under_seeds([](std::uint64_t seed) {
        SteppedSystem stepped(seed);
        const auto log = std::make_shared<Log>();
        const auto reader = stepped.system.spawn<Reader>(Props("r").priority(3), log);
        const auto sender = stepped.system.spawn<Stagehand>("s", log);
        Entries expected;
        for (int i = 0; i < 10; ++i) {
            expected.push_back(std::to_string(i));
            sender.send(Do{[=](Context&) { reader.send(Word{std::to_string(i)}); }});
        }
        stepped.run();
        CHECK(log->entries() == expected);
    });
}

// ── Failure and stop behind a door ───────────────────────────────────────────

TEST_CASE("an actor with a mailbox of its own is restarted and resumed like any other") {
    for (const auto directive : {Directive::Resume, Directive::Restart}) {
        static Directive answer;
        answer = directive;
        under_seeds([](std::uint64_t seed) {
            SteppedSystem stepped(
                seed,
                {.root = Props().supervise({.decider = [](const Failure&) { return answer; }})});
            const auto log = std::make_shared<Log>();
            const auto hand = stepped.system.spawn<Stagehand>(
                Props("h").bounded(8, Overflow::Reject).priority(2), log);
            hand.send(Word{"before"});
            hand.send(Fail{});
            hand.send(Word{"after"});
            stepped.run();
            CHECK(log->entries() == Entries{"before", "after"});
        });
    }
}

TEST_CASE("what is left in any mailbox becomes dead letters, also when it was suspended") {
    const auto props = [](bool kept) {
        return kept ? Props("h").bounded(8, Overflow::Reject) : Props("h");
    };
    const auto stop = [](const Failure&) { return Directive::Stop; };
    for (const bool kept : {false, true}) {
        CAPTURE(kept);
        under_seeds([&](std::uint64_t seed) {
            SteppedSystem stepped(seed, {.root = Props().supervise({.decider = stop}),
                                         .dead_letter_lines_per_second = 0});
            const auto log = std::make_shared<Log>();
            const auto hand = stepped.system.spawn<Stagehand>(props(kept), log);
            int left = 0;
            stepped.system.events().subscribe<DeadLetter>([&](const DeadLetter& letter) {
                if (letter.why == AskError::Why::Stopped) ++left;
            });
            hand.send(Fail{});
            for (int i = 0; i < 3; ++i) hand.send(Word{"left"});
            auto question = stepped.system.ask(hand, Echo{"left"});
            stepped.run();
            CHECK(log->entries().empty());
            CHECK(left == 4);
            CHECK_THROWS_AS(question.get(), AskFailed);
        });
    }
}

TEST_CASE("signals overtake the mail in a bounded mailbox, too") {
    Desk desk(Props("d").bounded(100, Overflow::Reject));
    for (int i = 0; i < 50; ++i) desk.say("x");
    desk.stepped.stop(desk.hand);
    CHECK(desk.log->entries().empty());
    CHECK(desk.letters.size() == 50);
}

// ── Hooks ────────────────────────────────────────────────────────────────────

TEST_CASE("hooks hear of the start, of what is posted, of what was handled, and of silence") {
    struct Noting : MailboxHooks {
        explicit Noting(std::shared_ptr<Log> its_log) : log(std::move(its_log)) {}
        void started() override { log->note("started"); }
        void posted(const std::string& type) override { log->note("posted " + type); }
        void received(const std::string& type) override { log->note("received " + type); }
        void emptied() override { log->note("emptied"); }
        std::shared_ptr<Log> log;
    };
    const auto log = std::make_shared<Log>();
    Desk desk(Props("d").hooks(std::make_shared<Noting>(log)));
    CHECK(log->entries() == Entries{"started"});
    const std::string word = runtime::type_name<Word>();
    desk.say("a");
    desk.say("b");
    desk.stepped.run();
    CHECK(log->entries() == Entries{"started", "posted " + word, "posted " + word,
                                    "received " + word, "received " + word, "emptied"});
}

// ── On real workers ──────────────────────────────────────────────────────────

TEST_CASE("an outside thread waits at a full mailbox until there is room") {
    Blocked blocked(Props("b").bounded(1, Overflow::Block));
    blocked.actor.send(Word{"fills it"});
    std::atomic<bool> sent{false};
    std::thread sender([&] {
        CHECK(blocked.actor.send(Word{"waits"}) == Sent::Delivered);
        sent = true;
    });
    CHECK_FALSE(sent);
    blocked.let_go->count_down();
    sender.join();
    CHECK(eventually([&] { return *blocked.handled == 3; }));
}

TEST_CASE("senders that wait are all let in when there is room for all of them") {
    for (int round = 0; round < 100; ++round) {
        CAPTURE(round);
        Blocked blocked(Props("b").bounded(3, Overflow::Block));
        for (int i = 0; i < 3; ++i) blocked.actor.send(Word{"fills it"});
        std::vector<std::thread> senders;
        std::atomic<int> began{0};
        for (int i = 0; i < 3; ++i)
            senders.emplace_back([&] {
                ++began;
                blocked.actor.send(Word{"waits"});
            });
        eventually([&] { return began == 3; });
        std::this_thread::yield();
        blocked.let_go->count_down();
        for (auto& sender : senders) sender.join();
        CHECK(eventually([&] { return *blocked.handled == 7; }));
    }
}

TEST_CASE("a sender that waits at an actor that stops is told that nobody is there") {
    Blocked blocked(Props("b").bounded(1, Overflow::Block));
    blocked.actor.send(Word{"fills it"});
    std::atomic<int> refused{0};
    std::vector<std::thread> senders;
    auto stopped = blocked.system.stop(blocked.actor);
    for (int i = 0; i < 4; ++i)
        senders.emplace_back([&] {
            if (blocked.actor.send(Word{"waits"}) == Sent::NoSuchActor) ++refused;
        });
    blocked.let_go->count_down();
    for (auto& sender : senders) sender.join();
    CHECK(refused == 4);
    CHECK_NOTHROW(stopped.get(20s));
}

TEST_CASE("the timers' thread never waits at a full mailbox, so no timer is late for it") {
    Blocked blocked(Props("b").bounded(1, Overflow::Block), 2);
    blocked.actor.send(Word{"fills it"});
    const auto log = std::make_shared<Log>();
    const auto other = blocked.system.spawn<Stagehand>("other", log);
    // A timer that rings at the full mailbox, and one after it.
    auto* message = runtime::make_envelope(Word{"rings"});
    blocked.system.timers().set({.to = blocked.actor.id, .message = message, .delay = 1ms});
    other.send(Do{[](Context& context) { context.after(20ms, Word{"in time"}); }});
    CHECK(eventually([&] { return log->entries() == Entries{"in time"}; }));
    blocked.let_go->count_down();
}

TEST_CASE("poison goes into a full mailbox, and nobody waits to put it there") {
    Blocked blocked(Props("b").bounded(1, Overflow::Block));
    blocked.actor.send(Word{"fills it"});
    auto gone = blocked.system.poison(blocked.actor);
    blocked.let_go->count_down();
    CHECK_NOTHROW(gone.get(20s));
    CHECK(*blocked.handled == 2);
}

TEST_CASE("several senders at a bounded mailbox: what was not handled was refused and counted") {
    for (const auto overflow :
         {Overflow::Block, Overflow::Reject, Overflow::DropOldest, Overflow::DropNewest}) {
        CAPTURE(static_cast<int>(overflow));
        constexpr int senders_count = 4, messages = 2000;
        System system({.workers = 3, .dead_letter_lines_per_second = 0});
        std::atomic<int> told{0}, letters{0};
        system.events().subscribe<DeadLetter>([&](const DeadLetter&) { ++letters; });
        const auto counter = system.spawn<Counter>(Props("c").bounded(7, overflow));
        std::vector<std::thread> senders;
        for (int i = 0; i < senders_count; ++i)
            senders.emplace_back([&] {
                for (int n = 0; n < messages; ++n)
                    if (counter.send(Add{1}) != Sent::Delivered) ++told;
            });
        for (auto& sender : senders) sender.join();
        const auto* cell = runtime::cells::find(counter.id);
        CHECK(eventually([&] { return look_at(system, counter).mailbox == 0; }));
        const auto total = system.ask(counter, Total{}).get(20s);
        CHECK(total + static_cast<std::int64_t>(cell->dropped()) == senders_count * messages);
        CHECK(static_cast<int>(cell->dropped()) == letters);
        if (overflow == Overflow::Block) CHECK(letters == 0);
        if (overflow != Overflow::DropOldest) CHECK(told == letters);
    }
}

TEST_CASE("a stop while senders push at a door loses no message without a word") {
    for (int round = 0; round < 30; ++round) {
        CAPTURE(round);
        constexpr int senders_count = 3, messages = 300;
        System system({.workers = 2, .dead_letter_lines_per_second = 0});
        const auto overflow = round % 2 == 0 ? Overflow::Block : Overflow::DropOldest;
        std::atomic<int> letters{0};
        system.events().subscribe<DeadLetter>([&](const DeadLetter&) { ++letters; });
        auto handled = std::make_shared<std::atomic<int>>(0);
        const auto open = std::make_shared<std::latch>(0);
        const auto entered = std::make_shared<std::latch>(1);
        const auto actor =
            system.spawn<Blocker>(Props("b").bounded(5, overflow), entered, open, handled);
        std::vector<std::thread> senders;
        for (int i = 0; i < senders_count; ++i)
            senders.emplace_back([&] {
                for (int n = 0; n < messages; ++n) actor.send(Word{"x"});
            });
        entered->wait();
        CHECK_NOTHROW(system.stop(actor).get(20s));
        for (auto& sender : senders) sender.join();
        CHECK(eventually([&] { return *handled + letters == senders_count * messages; }));
    }
}
