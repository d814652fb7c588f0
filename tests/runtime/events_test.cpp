// What happens in a system, told to whoever wants to know.

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "tests/runtime/cast.hpp"
#include "tests/support/eventually.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;
using Entries = std::vector<std::string>;

namespace {

struct Applause {
    int claps = 0;
};
struct Rain {};

class Critic : public Actor {
public:
    using Accepts = Messages<Applause, Word>;
    explicit Critic(std::shared_ptr<Log> log) : log_(std::move(log)) {}
    void on(const Applause& applause) { log_->note("heard " + std::to_string(applause.claps)); }
    void on(const Word& word) { log_->note(word.text); }

private:
    std::shared_ptr<Log> log_;
};

struct House {
    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    EventStream& events = stepped.system.events();
};

}  // namespace

TEST_CASE("an event is told at once, on the thread that publishes it, and by its type only") {
    House house;
    std::vector<int> heard;
    house.events.subscribe<Applause>([&](const Applause& a) { heard.push_back(a.claps); });
    house.events.publish(Rain{});
    house.events.publish(Applause{3});
    CHECK(heard == std::vector{3});
}

TEST_CASE("who has unsubscribed hears no more, and the others still do") {
    House house;
    int first = 0, second = 0;
    const auto id = house.events.subscribe<Rain>([&](const Rain&) { ++first; });
    house.events.subscribe<Rain>([&](const Rain&) { ++second; });
    house.events.publish(Rain{});
    house.events.unsubscribe(id);
    house.events.unsubscribe(id);
    house.events.publish(Rain{});
    CHECK(first == 1);
    CHECK(second == 2);
}

TEST_CASE("a subscriber that throws harms no other, and is counted") {
    House house;
    int heard = 0;
    house.events.subscribe<Rain>([](const Rain&) { throw std::runtime_error("wet"); });
    house.events.subscribe<Rain>([&](const Rain&) { ++heard; });
    CHECK_NOTHROW(house.events.publish(Rain{}));
    CHECK(heard == 1);
    CHECK(house.events.failures() == 1);
}

TEST_CASE("a subscriber may unsubscribe itself and publish while it hears") {
    House house;
    std::vector<int> heard;
    SubscriptionId id{};
    id = house.events.subscribe<Applause>([&](const Applause& a) {
        heard.push_back(a.claps);
        house.events.unsubscribe(id);
        house.events.publish(Applause{a.claps + 1});
    });
    house.events.publish(Applause{1});
    CHECK(heard == std::vector{1});
}

TEST_CASE("an event that nobody wants is not even made") {
    House house;
    const auto make = [&] {
        house.log->note("made");
        return Applause{};
    };
    house.events.publish_made<Applause>(make);
    house.events.subscribe<Rain>([](const Rain&) {});
    house.events.publish_made<Applause>(make);
    CHECK(house.log->entries().empty());
    house.events.subscribe<Applause>([](const Applause&) {});
    house.events.publish_made<Applause>(make);
    CHECK(house.log->entries().size() == 1);
}

TEST_CASE("an actor hears events as messages, and no more once it has ended") {
    under_seeds([](std::uint64_t seed) {
        House house;
        SteppedSystem stepped(seed);
        const auto log = std::make_shared<Log>();
        const auto critic = stepped.system.spawn<Critic>("critic", log);
        stepped.system.events().subscribe<Applause>(critic);
        stepped.system.events().publish(Applause{1});
        stepped.system.events().publish(Applause{2});
        stepped.run();
        CHECK(log->entries() == Entries{"heard 1", "heard 2"});
        stepped.stop(critic);
        stepped.system.events().publish(Applause{3});
        CHECK_FALSE(stepped.system.events().wanted<Applause>());
        CHECK(log->entries().size() == 2);
    });
}

TEST_CASE("a listener hears in a turn of its own, and ends like any actor") {
    House house;
    const auto listener = house.stepped.system.listen<Applause>(
        [log = house.log](const Applause& a) { log->note("heard " + std::to_string(a.claps)); },
        "listener");
    house.events.publish(Applause{4});
    CHECK(house.log->entries().empty());
    house.stepped.run();
    CHECK(house.log->entries() == Entries{"heard 4"});
    CHECK(house.stepped.system.find("listener") == listener);
    house.stepped.stop(listener);
    house.events.publish(Applause{5});
    CHECK_FALSE(house.events.wanted<Applause>());
}

// ── Dead letters ─────────────────────────────────────────────────────────────

TEST_CASE("a message to an actor that is gone is told with its target, sender, type and content") {
    House house;
    std::vector<DeadLetter> letters;
    house.events.subscribe<DeadLetter>([&](const DeadLetter& it) { letters.push_back(it); });
    const auto gone = house.stepped.system.spawn<Stagehand>("gone", house.log);
    const auto sender = house.stepped.system.spawn<Stagehand>("sender", house.log);
    house.stepped.stop(gone);
    house.stepped.have(sender, [&](Context&) { gone.send(Word{"hello"}); });
    gone.send(Word{"from outside"});
    REQUIRE(letters.size() == 2);
    CHECK(letters[0].to == gone);
    CHECK(letters[0].from == sender);
    CHECK(letters[0].type == runtime::type_name<Word>());
    CHECK(letters[0].json == "{\"text\":\"hello\"}");
    CHECK(letters[0].why == AskError::Why::NoSuchActor);
    CHECK(letters[1].from == Ref<>());
}

TEST_CASE("a message that an actor does not accept is a dead letter with that cause") {
    House house;
    std::vector<AskError::Why> causes;
    house.events.subscribe<DeadLetter>([&](const DeadLetter& it) { causes.push_back(it.why); });
    const Ref<> hand = house.stepped.system.spawn<Stagehand>("hand", house.log);
    CHECK(hand.send(Rain{}) == Sent::NotAccepted);
    CHECK(causes == std::vector{AskError::Why::NotAccepted});
}

TEST_CASE("a dead letter is told to its own system only") {
    House house, other;
    int here = 0, there = 0;
    house.events.subscribe<DeadLetter>([&](const DeadLetter&) { ++here; });
    other.events.subscribe<DeadLetter>([&](const DeadLetter&) { ++there; });
    const auto hand = house.stepped.system.spawn<Stagehand>("hand", house.log);
    house.stepped.stop(hand);
    hand.send(Word{"?"});
    CHECK(here == 1);
    CHECK(there == 0);
}

TEST_CASE("a subscriber to dead letters may make one itself: it is counted, and not told again") {
    House house;
    int told = 0;
    const auto hand = house.stepped.system.spawn<Stagehand>("hand", house.log);
    house.stepped.stop(hand);
    house.events.subscribe<DeadLetter>([&](const DeadLetter&) {
        ++told;
        hand.send(Word{"again"});
    });
    const auto before = house.stepped.system.dead_letters();
    hand.send(Word{"once"});
    CHECK(told == 1);
    CHECK(house.stepped.system.dead_letters() == before + 2);
}

TEST_CASE("an actor may hear dead letters, too") {
    House house;
    class Undertaker : public Actor {
    public:
        using Accepts = Messages<DeadLetter>;
        explicit Undertaker(std::shared_ptr<Log> log) : log_(std::move(log)) {}
        void on(const DeadLetter& letter) { log_->note(letter.json); }

    private:
        std::shared_ptr<Log> log_;
    };
    const auto undertaker = house.stepped.system.spawn<Undertaker>("u", house.log);
    house.events.subscribe<DeadLetter>(undertaker);
    const auto hand = house.stepped.system.spawn<Stagehand>("hand", house.log);
    house.stepped.stop(hand);
    hand.send(Word{"x"});
    house.stepped.run();
    CHECK(house.log->entries() == Entries{"{\"text\":\"x\"}"});
}

// ── What supervisors decide ──────────────────────────────────────────────────

TEST_CASE("every decision but to escalate is told, with the failure and what was made of it") {
    for (const auto directive : {Directive::Resume, Directive::Restart, Directive::Stop}) {
        static Directive answer;
        answer = directive;
        SteppedSystem stepped(
            1, {.root = Props().supervise({.decider = [](const Failure&) { return answer; }})});
        std::vector<SupervisorEvent> told;
        stepped.system.events().subscribe<SupervisorEvent>(
            [&](const SupervisorEvent& event) { told.push_back(event); });
        const auto hand = stepped.system.spawn<Stagehand>("hand", std::make_shared<Log>());
        hand.send(Fail{"dropped it"});
        stepped.run();
        REQUIRE(told.size() == 1);
        CHECK(told[0].supervisor == stepped.system.root());
        CHECK(told[0].child == hand);
        CHECK(told[0].text == "dropped it");
        CHECK(told[0].message == runtime::type_name<Fail>());
        CHECK(told[0].directive == directive);
        CHECK(told[0].restarts == (directive == Directive::Restart ? 1 : 0));
    }
}

// ── Several threads ──────────────────────────────────────────────────────────

TEST_CASE("threads that subscribe, publish and unsubscribe at once miss nothing they may not") {
    System system({.workers = 2});
    auto& events = system.events();
    std::atomic<int> steady{0};
    events.subscribe<Applause>([&](const Applause&) { ++steady; });
    std::atomic<int> with_actor{0};
    system.listen<Applause>([&](const Applause&) { ++with_actor; });
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i)
        threads.emplace_back([&] {
            for (int n = 0; n < 500; ++n) {
                std::atomic<int> mine{0};
                const auto id = events.subscribe<Applause>(
                    [&mine, me = std::this_thread::get_id()](const Applause&) {
                        if (std::this_thread::get_id() == me) ++mine;
                    });
                events.publish(Applause{n});
                CHECK(mine == 1);
                events.unsubscribe(id);
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(steady == 1500);
    CHECK(eventually([&] { return with_actor == 1500; }));
}
