// Restarts that take their time, and restarts without end.

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;
using Entries = std::vector<std::string>;
using runtime::decide;
using runtime::Instant;

namespace {

constexpr BackOff steady{.initial = 100ms, .factor = 2.0, .max = 1s, .jitter = 0};

std::vector<std::int64_t> waits_ms(const Supervision& supervision, int failures,
                                   std::chrono::nanoseconds apart, std::uint64_t noise = 0) {
    std::vector<Instant> restarts;
    std::vector<std::int64_t> waits;
    Instant now{};
    for (int i = 0; i < failures; ++i) {
        const auto decision = decide(supervision, {}, restarts, now, noise);
        CHECK(decision.directive == Directive::Restart);
        waits.push_back(decision.wait / 1ms);
        now += decision.wait + apart;
    }
    return waits;
}

struct House {
    explicit House(Supervision supervision, std::uint64_t seed = 1)
        : stepped(seed, {.root = Props().supervise(supervision)}) {
        hand = stepped.system.spawn<Stagehand>("hand", log);
        stepped.run();
    }
    void fail() {
        hand.send(Fail{});
        stepped.run();
    }
    std::uint64_t restarts() const { return look_at(stepped.system, hand).restarts; }

    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    Ref<Stagehand> hand;
};

}  // namespace

TEST_CASE("each wait is the one before times the factor, up to the longest") {
    CHECK(waits_ms(Supervision::backing_off(steady), 7, 1ms) ==
          std::vector<std::int64_t>{100, 200, 400, 800, 1000, 1000, 1000});
}

TEST_CASE("after a quiet time the waits begin again") {
    const auto supervision = Supervision::backing_off(steady, 5s);
    CHECK(waits_ms(supervision, 3, 5s) == std::vector<std::int64_t>{100, 100, 100});
    CHECK(waits_ms(supervision, 3, 4900ms) == std::vector<std::int64_t>{100, 200, 400});
}

TEST_CASE("the jitter spreads the waits of those that failed together, within its part") {
    BackOff jittery = steady;
    jittery.jitter = 0.2;
    const auto supervision = Supervision::backing_off(jittery);
    std::vector<std::int64_t> firsts;
    for (std::uint64_t noise = 0; noise < 200; ++noise) {
        const auto first = waits_ms(supervision, 1, 1ms, noise)[0];
        CHECK(first >= 80);
        CHECK(first <= 120);
        firsts.push_back(first);
    }
    std::sort(firsts.begin(), firsts.end());
    CHECK(std::unique(firsts.begin(), firsts.end()) - firsts.begin() > 20);
    // Never longer than the longest, also with jitter.
    for (const auto wait : waits_ms(supervision, 12, 1ms, 3)) CHECK(wait <= 1000);
}

TEST_CASE("a child that backs off stays suspended until its time, and keeps its mail") {
    House house(Supervision::backing_off(steady));
    house.fail();
    house.hand.send(Word{"waits"});
    house.stepped.advance(99ms);
    CHECK(house.log->entries().empty());
    CHECK(house.restarts() == 0);
    house.stepped.advance(1ms);
    CHECK(house.log->entries() == Entries{"waits"});
    CHECK(house.restarts() == 1);
}

TEST_CASE("a child that backs off can be stopped meanwhile, and its name is free at once") {
    House house(Supervision::backing_off(steady));
    house.fail();
    house.stepped.stop(house.hand);
    CHECK_NOTHROW(house.stepped.system.spawn<Stagehand>("hand", house.log));
    house.stepped.advance(10s);
    CHECK(house.restarts() == 0);
}

TEST_CASE("an operator's restart takes the place of the one that was waited for") {
    House house(Supervision::backing_off(steady));
    house.fail();
    System::signal(house.hand, runtime::Signal::Restart, {});
    house.stepped.run();
    CHECK(house.restarts() == 1);
    house.stepped.advance(10s);
    CHECK(house.restarts() == 1);
}

TEST_CASE("who backs off never gives up, and the event says how long it waits") {
    House house(Supervision::backing_off(steady));
    std::vector<SupervisorEvent> told;
    house.stepped.system.events().subscribe<SupervisorEvent>(
        [&](const SupervisorEvent& event) { told.push_back(event); });
    for (int i = 0; i < 30; ++i) {
        house.fail();
        house.stepped.advance(1s);
    }
    CHECK(house.restarts() == 30);
    REQUIRE(told.size() == 30);
    CHECK(told[0].wait == 100ms);
    CHECK(told[29].wait == 1s);
}

TEST_CASE("always restarts, however often it fails") {
    House house(Supervision::always());
    for (int i = 0; i < 100; ++i) house.fail();
    CHECK(house.hand.alive());
    CHECK(house.restarts() == 100);
}

TEST_CASE("a window of nothing counts for ever") {
    House house({.budget = {.restarts_max = 2, .window = 0s}});
    for (int i = 0; i < 2; ++i) {
        house.fail();
        house.stepped.advance(std::chrono::hours(1));
    }
    CHECK(house.hand.alive());
    house.fail();
    CHECK_FALSE(house.hand.alive());
}

TEST_CASE("a budget of no restarts stops at the first failure") {
    House house({.budget = {.restarts_max = 0}});
    house.fail();
    CHECK_FALSE(house.hand.alive());
}
