#include "runtime/core/timer_wheel.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <vector>

using namespace callboard::runtime;

namespace {

// A value to hang up: its own address tells which it is.
struct Marks {
    std::vector<char> bytes = std::vector<char>(100'000);
    void* of(std::size_t number) { return &bytes[number]; }
    std::size_t number(void* mark) const {
        return static_cast<std::size_t>(static_cast<char*>(mark) - bytes.data());
    }
};

}  // namespace

TEST_CASE("a timer fires at its tick and not before") {
    for (const TimerWheel::Tick due : {1ull, 255ull, 256ull, 257ull, 65'535ull, 65'536ull,
                                       70'000ull, 16'777'216ull, 20'000'001ull}) {
        CAPTURE(due);
        Marks marks;
        TimerWheel wheel;
        wheel.set(due, marks.of(0));
        int fired = 0;
        wheel.advance(due - 1, [&](void*) { ++fired; });
        CHECK(fired == 0);
        wheel.advance(due, [&](void*) { ++fired; });
        CHECK(fired == 1);
        CHECK(wheel.size() == 0);
    }
}

TEST_CASE("a timer that is cancelled never fires, and can be cancelled once") {
    Marks marks;
    TimerWheel wheel;
    const auto id = wheel.set(300, marks.of(7));
    CHECK(wheel.cancel(id) == marks.of(7));
    CHECK(wheel.cancel(id) == nullptr);
    int fired = 0;
    wheel.advance(1000, [&](void*) { ++fired; });
    CHECK(fired == 0);
}

TEST_CASE("an old number does not cancel the timer that came after it") {
    Marks marks;
    TimerWheel wheel;
    const auto old = wheel.set(10, marks.of(0));
    wheel.advance(10, [](void*) {});
    const auto next = wheel.set(20, marks.of(1));
    CHECK(wheel.cancel(old) == nullptr);
    CHECK(wheel.cancel(next) == marks.of(1));
    CHECK(wheel.cancel(TimerId{0xffffffffffffffff}) == nullptr);
}

TEST_CASE("a deadline that has passed fires at the next tick") {
    Marks marks;
    TimerWheel wheel;
    wheel.advance(500, [](void*) {});
    wheel.set(3, marks.of(0));
    int fired = 0;
    wheel.advance(501, [&](void*) { ++fired; });
    CHECK(fired == 1);
}

TEST_CASE("who fires may set the next one") {
    Marks marks;
    TimerWheel wheel;
    std::vector<TimerWheel::Tick> at;
    wheel.set(100, marks.of(0));
    wheel.advance(1000, [&](void* what) {
        at.push_back(wheel.now());
        if (at.size() < 5) wheel.set(wheel.now() + 100, what);
    });
    CHECK(at == std::vector<TimerWheel::Tick>{100, 200, 300, 400, 500});
}

TEST_CASE("a timer with a period fires again and again, until it is cancelled") {
    Marks marks;
    TimerWheel wheel;
    std::vector<TimerWheel::Tick> at;
    const auto id = wheel.set(100, marks.of(0), 256);
    wheel.advance(900, [&](void*) { at.push_back(wheel.now()); });
    CHECK(at == std::vector<TimerWheel::Tick>{100, 356, 612, 868});
    CHECK(wheel.cancel(id) == marks.of(0));
    wheel.advance(2000, [&](void*) { at.push_back(wheel.now()); });
    CHECK(at.size() == 4);
}

TEST_CASE("a wheel tells when it wants to be looked at, and is never late by that") {
    Marks marks;
    TimerWheel wheel;
    CHECK_FALSE(wheel.next_look());
    wheel.set(1'000'000, marks.of(0));
    int looks = 0, fired = 0;
    while (fired == 0) {
        REQUIRE(wheel.next_look());
        REQUIRE(*wheel.next_look() > wheel.now());
        REQUIRE(*wheel.next_look() <= 1'000'000);
        wheel.advance(*wheel.next_look(), [&](void*) { ++fired; });
        ++looks;
    }
    CHECK(wheel.now() == 1'000'000);
    CHECK(looks < 1000);
}

TEST_CASE("whatever is set, cancelled and waited for agrees with a sorted list") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random(seed);
        Marks marks;
        TimerWheel wheel;
        std::multimap<TimerWheel::Tick, std::size_t> model;
        std::map<std::size_t, TimerId> ids;
        std::size_t next = 0;
        for (int step = 0; step < 3000; ++step) {
            const auto choice = random() % 10;
            if (choice < 6) {
                const auto due = wheel.now() + 1 + random() % (1ull << (random() % 26));
                ids[next] = wheel.set(due, marks.of(next));
                model.emplace(due, next++);
            } else if (choice < 8 && !model.empty()) {
                auto victim = model.begin();
                std::advance(victim, static_cast<long>(random() % model.size()));
                REQUIRE(wheel.cancel(ids[victim->second]) == marks.of(victim->second));
                model.erase(victim);
            } else {
                const auto now = wheel.now() + random() % (1ull << (random() % 22));
                wheel.advance(now, [&](void* what) {
                    const auto range = model.equal_range(wheel.now());
                    bool due_now = false;
                    for (auto it = range.first; it != range.second; ++it)
                        if (it->second == marks.number(what)) {
                            model.erase(it);
                            due_now = true;
                            break;
                        }
                    REQUIRE(due_now);
                });
                REQUIRE((model.empty() || model.begin()->first > now));
            }
            REQUIRE(wheel.size() == model.size());
        }
    }
}
