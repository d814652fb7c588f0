// What Proto.Actor's page about actors promises, sentence by sentence. Each test quotes the
// sentence that it keeps.

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <set>
#include <thread>
#include <type_traits>

#include "tests/runtime/cast.hpp"
#include "tests/support/eventually.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;
using Entries = std::vector<std::string>;

namespace {

// Counts without any lock what many threads send it.
class Tally : public Actor {
public:
    using Accepts = Messages<Add, Total>;
    void on(const Add& add) {
        threads_.insert(std::this_thread::get_id());
        total_ += add.amount;
    }
    std::int64_t on(const Total&) { return total_; }

private:
    std::int64_t total_ = 0;
    std::set<std::thread::id> threads_;
};

struct Enter {};
struct Login {};
struct Logout {};

// Lets in who has logged in.
class Porch : public Actor {
public:
    using Accepts = Messages<Enter, Login, Logout, Fail>;

    std::string on(const Enter&) { return "denied"; }
    void on(const Login&, Context& context) {
        context.become(Behaviour("in service")
                           .on<Enter>([](const Enter&, Context&) { return std::string("welcome"); })
                           .on<Logout>([](const Logout&, Context& turn) { turn.pop(); })
                           .on<Fail>([](const Fail&, Context&) { throw std::runtime_error("x"); }));
    }
    void on(const Logout&) {}
    void on(const Fail&) { throw std::runtime_error("x"); }
};

struct Express {
    static constexpr int priority = 7;
    std::string text;
};
class Desk : public Actor {
public:
    using Accepts = Messages<Word, Express>;
    explicit Desk(std::shared_ptr<Log> log) : log_(std::move(log)) {}
    void on(const Word& word) { log_->note(word.text); }
    void on(const Express& word) { log_->note(word.text); }

private:
    std::shared_ptr<Log> log_;
};

struct Stage {
    explicit Stage(std::uint64_t seed = 1) : stepped(seed) {}
    template <class M>
    std::string ask(Ref<Porch> porch, M message) {
        auto answer = stepped.system.ask(porch, message);
        stepped.run();
        return answer.get();
    }
    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
};

}  // namespace

// ── PID ──────────────────────────────────────────────────────────────────────

TEST_CASE("“PIDs … are objects that can be passed around freely and without restriction”") {
    CHECK(std::is_trivially_copyable_v<Ref<Stagehand>>);
    Stage stage;
    const auto hand = stage.stepped.system.spawn<Stagehand>("hand", stage.log);
    const auto other = stage.stepped.system.spawn<Stagehand>("other", stage.log);
    std::array<Ref<>, 2> kept{hand, other};
    stage.stepped.have(other, [kept](Context&) { kept[0].send(Word{"passed around"}); });
    CHECK(stage.log->entries() == Entries{"passed around"});
}

TEST_CASE("“restarting an actor without needing to update references elsewhere”") {
    Stage stage;
    const auto hand = stage.stepped.system.spawn<Stagehand>("hand", stage.log);
    hand.send(Fail{});
    stage.stepped.run();
    CHECK(hand.send(Word{"same reference"}) == Sent::Delivered);
    stage.stepped.run();
    CHECK(stage.log->entries() == Entries{"same reference"});
}

TEST_CASE("“it is not possible to look inside an actor and access its state from the outside”") {
    // A reference is an address and nothing else: it leads to no object.
    CHECK(sizeof(Ref<Counter>) == sizeof(std::uint64_t));
    CHECK_FALSE(std::is_convertible_v<Ref<Counter>, Counter*>);
    CHECK_FALSE(std::is_base_of_v<Counter, Ref<Counter>>);
}

// ── State ────────────────────────────────────────────────────────────────────

TEST_CASE("“you can just write your actor code without worrying about concurrency at all”") {
    System system({.workers = 4});
    const auto tally = system.spawn<Tally>("tally");
    std::vector<std::thread> senders;
    for (int i = 0; i < 4; ++i)
        senders.emplace_back([&] {
            for (int n = 0; n < 5000; ++n) tally.send(Add{1});
        });
    for (auto& sender : senders) sender.join();
    CHECK(system.ask(tally, Total{}).get(20s) == 20'000);
}

TEST_CASE("“when the actor fails and is restarted …, the state will be created from scratch”") {
    Stage stage;
    const auto counter = stage.stepped.system.spawn<Counter>("counter");
    counter.send(Add{5});
    counter.send(Fail{});
    auto total = stage.stepped.system.ask(counter, Total{});
    stage.stepped.run();
    CHECK(total.get() == 0);
}

// ── Behavior ─────────────────────────────────────────────────────────────────

TEST_CASE("“Every time a message is processed, it is matched against the current behavior”") {
    Stage stage;
    const auto porch = stage.stepped.system.spawn<Porch>("porch");
    CHECK(stage.ask(porch, Enter{}) == "denied");
    porch.send(Login{});
    CHECK(stage.ask(porch, Enter{}) == "welcome");
    porch.send(Logout{});
    CHECK(stage.ask(porch, Enter{}) == "denied");
}

TEST_CASE("“a restart of the actor will reset its behavior to this initial one”") {
    Stage stage;
    const auto porch = stage.stepped.system.spawn<Porch>("porch");
    porch.send(Login{});
    porch.send(Fail{});
    CHECK(stage.ask(porch, Enter{}) == "denied");
}

// ── Mailbox ──────────────────────────────────────────────────────────────────

TEST_CASE("“each actor has exactly one mailbox to which all senders enqueue their messages”") {
    under_seeds([](std::uint64_t seed) {
        Stage stage(seed);
        const auto hand = stage.stepped.system.spawn<Stagehand>("hand", stage.log);
        const auto other = stage.stepped.system.spawn<Stagehand>("other", stage.log);
        hand.send(Word{"from outside"});
        other.send(Do{[&](Context&) { hand.send(Word{"from an actor"}); }});
        stage.stepped.run();
        CHECK(stage.log->entries().size() == 2);
    });
}

TEST_CASE("“messages sent from different actors may not have a defined order”") {
    std::set<Entries> orders;
    under_seeds([&](std::uint64_t seed) {
        Stage stage(seed);
        const auto hand = stage.stepped.system.spawn<Stagehand>("hand", stage.log);
        for (const char* name : {"a", "b"})
            stage.stepped.system.spawn<Stagehand>(name, stage.log).send(Do{[=](Context&) {
                hand.send(Word{name});
            }});
        stage.stepped.run();
        orders.insert(stage.log->entries());
    });
    CHECK(orders == std::set{Entries{"a", "b"}, Entries{"b", "a"}});
}

TEST_CASE("“Sending multiple messages to the same target from the same actor” keeps the order") {
    under_seeds([](std::uint64_t seed) {
        Stage stage(seed);
        const auto hand = stage.stepped.system.spawn<Stagehand>("hand", stage.log);
        const auto sender = stage.stepped.system.spawn<Stagehand>("sender", stage.log);
        Entries expected;
        for (int i = 0; i < 8; ++i) {
            expected.push_back(std::to_string(i));
            sender.send(Do{[=](Context&) { hand.send(Word{std::to_string(i)}); }});
        }
        stage.stepped.run();
        CHECK(stage.log->entries() == expected);
    });
}

TEST_CASE("“the default being a FIFO: the order of the messages … matches” how they came") {
    Stage stage;
    const auto desk = stage.stepped.system.spawn<Desk>("desk", stage.log);
    desk.send(Word{"first"});
    desk.send(Express{"second"});
    stage.stepped.run();
    CHECK(stage.log->entries() == Entries{"first", "second"});
}

TEST_CASE("“a priority mailbox will enqueue … at a position as given by the message priority”") {
    Stage stage;
    const auto desk = stage.stepped.system.spawn<Desk>(Props("desk").priority(), stage.log);
    desk.send(Word{"first"});
    desk.send(Express{"second, but at the front"});
    stage.stepped.run();
    CHECK(stage.log->entries() == Entries{"second, but at the front", "first"});
}

TEST_CASE("“the current behavior must always handle the next dequeued message”") {
    Stage stage;
    const auto porch = stage.stepped.system.spawn<Porch>("porch");
    porch.send(Login{});
    porch.send(Login{});  // The behaviour in service does not take another one.
    auto next = stage.stepped.system.ask(porch, Enter{});
    const auto before = stage.stepped.system.dead_letters();
    stage.stepped.run();
    // It is not kept for later: it is done with, as a dead letter, and the next one follows.
    CHECK(next.get() == "welcome");
    CHECK(stage.stepped.system.dead_letters() == before + 1);
}

// ── Children ─────────────────────────────────────────────────────────────────

TEST_CASE(
    "“if it creates children for delegating sub-tasks, it will automatically supervise them”") {
    Stage stage;
    std::vector<SupervisorEvent> told;
    stage.stepped.system.events().subscribe<SupervisorEvent>(
        [&](const SupervisorEvent& event) { told.push_back(event); });
    const auto parent = stage.stepped.system.spawn<Stagehand>("parent", stage.log);
    stage.stepped.have(parent, [&](Context& context) {
        context.spawn<Stagehand>("child", stage.log).send(Fail{});
    });
    REQUIRE(told.size() == 1);
    CHECK(told[0].supervisor == parent);
}

TEST_CASE(
    "“Modifications to the list are done by creating … or stopping … reflected immediately”") {
    Stage stage;
    const auto parent = stage.stepped.system.spawn<Stagehand>("parent", stage.log);
    stage.stepped.have(parent, [&](Context& context) {
        CHECK(context.children().empty());
        const auto child = context.spawn<Stagehand>("child", stage.log);
        CHECK(context.children() == std::vector<Ref<>>{child});
        context.stop(child);
        CHECK(context.children().empty());
    });
}

TEST_CASE("“The actual creation and termination actions … do not block their supervisor”") {
    Stage stage;
    const auto parent = stage.stepped.system.spawn<Stagehand>("parent", stage.log);
    Ref<Stagehand> child;
    parent.send(Do{[&](Context& context) {
        child = context.spawn<Stagehand>("child", stage.log);
        child.send(Word{"child"});
        context.stop(child);
        CHECK(child.alive());  // It ends in its own turn.
        stage.log->note("parent goes on");
    }});
    stage.stepped.run();
    CHECK(stage.log->entries()[0] == "parent goes on");
    CHECK_FALSE(child.alive());
}

// ── Supervisor strategy ──────────────────────────────────────────────────────

TEST_CASE("“it cannot be changed once an actor has been created”") {
    static bool changed;
    changed = false;
    class Moody : public Actor {
    public:
        using Accepts = Messages<Do>;
        Supervision supervision() const {
            return {.decider = changed ? [](const Failure&) { return Directive::Stop; }
                                       : [](const Failure&) { return Directive::Resume; }};
        }
        void on(const Do& it, Context& context) { it.what(context); }
    };
    Stage stage;
    const auto moody = stage.stepped.system.spawn<Moody>("moody");
    Ref<Stagehand> child;
    moody.send(Do{[&](Context& context) { child = context.spawn<Stagehand>("child", stage.log); }});
    stage.stepped.run();
    changed = true;
    child.send(Fail{});
    stage.stepped.run();
    CHECK(child.alive());
}

TEST_CASE(
    "“if different strategies apply to the various children …, the children should be grouped”") {
    Stage stage;
    const auto stops = Supervision{.decider = [](const Failure&) { return Directive::Stop; }};
    std::vector<Ref<Stagehand>> children;
    for (const auto& props : {Props("mild"), Props("strict").supervise(stops)}) {
        const auto group = stage.stepped.system.spawn<Stagehand>(props, stage.log);
        stage.stepped.have(group, [&](Context& context) {
            children.push_back(context.spawn<Stagehand>("child", stage.log));
        });
    }
    for (const auto& child : children) child.send(Fail{});
    stage.stepped.run();
    CHECK(children[0].alive());
    CHECK_FALSE(children[1].alive());
}

// ── When an actor terminates ─────────────────────────────────────────────────

TEST_CASE("“Once an actor terminates …, it will free up its resources”") {
    for (const bool by_failure : {false, true}) {
        CAPTURE(by_failure);
        SteppedSystem stepped(1, {.root = Props().supervise({.decider = [](const Failure&) {
                                  return Directive::Stop;
                              }})});
        const auto resource = std::make_shared<Log>();
        const auto hand = stepped.system.spawn<Stagehand>("hand", resource);
        stepped.run();
        CHECK(resource.use_count() > 1);
        if (by_failure)
            hand.send(Fail{});
        else
            stepped.have(hand, [](Context& context) { context.stop(); });
        stepped.run();
        CHECK(resource.use_count() == 1);
        CHECK_FALSE(stepped.system.find("hand"));
    }
}

TEST_CASE(
    "“draining all remaining messages from its mailbox into … DeadLetters” of the event stream") {
    Stage stage;
    std::vector<std::string> letters;
    stage.stepped.system.events().subscribe<DeadLetter>(
        [&](const DeadLetter& letter) { letters.push_back(letter.json); });
    const auto hand = stage.stepped.system.spawn<Stagehand>("hand", stage.log);
    hand.send(Do{[](Context& context) { context.stop(); }});
    hand.send(Word{"left"});
    hand.send(Word{"behind"});
    stage.stepped.run();
    CHECK(stage.log->entries().empty());
    CHECK(letters == Entries{"{\"text\":\"left\"}", "{\"text\":\"behind\"}"});
}

TEST_CASE("“redirecting all new messages to the EventStream as DeadLetters”") {
    Stage stage;
    int letters = 0;
    stage.stepped.system.events().subscribe<DeadLetter>([&](const DeadLetter&) { ++letters; });
    const auto hand = stage.stepped.system.spawn<Stagehand>("hand", stage.log);
    stage.stepped.stop(hand);
    CHECK(hand.send(Word{"too late"}) == Sent::NoSuchActor);
    // Also when another actor lives in the place where it lived.
    for (int i = 0; i < 3; ++i) stage.stepped.system.spawn<Stagehand>(unnamed, stage.log);
    hand.send(Word{"too late"});
    stage.stepped.run();
    CHECK(letters == 2);
    CHECK(stage.log->entries().empty());
}
