#include <doctest/doctest.h>

#include "dashboard/model/world.hpp"
#include "tests/support/frame_builder.hpp"

using namespace callboard;
using namespace callboard::tests;
using dashboard::World;

namespace {

// Ten ticks a second, `step` messages each.
void tick(World& world, std::uint64_t from, std::uint64_t to, std::uint64_t step) {
    for (auto i = from; i < to; ++i)
        world.apply(
            frame(i).actor({.id = id(1), .received = i * step}).system({.handled = i * step}));
}

}  // namespace

TEST_CASE("a steady stream is measured in messages a second") {
    World world;
    tick(world, 1, 100, 50);
    CHECK(world.rate(world.row_of(id(1))) == doctest::Approx(500).epsilon(0.01));
    CHECK(world.system_rate() == doctest::Approx(500).epsilon(0.01));
}

TEST_CASE("a rate fades when an actor falls silent") {
    World world;
    tick(world, 1, 100, 50);
    for (std::uint64_t i = 100; i < 110; ++i) world.apply(frame(i));  // One second.
    CHECK(world.rate(world.row_of(id(1))) == doctest::Approx(500 / 2.718).epsilon(0.02));
    for (std::uint64_t i = 110; i < 300; ++i) world.apply(frame(i));
    CHECK(world.rate(world.row_of(id(1))) == 0);
}

TEST_CASE("a lost frame does not make a rate jump") {
    World world;
    tick(world, 1, 100, 50);
    world.apply(frame(110).actor({.id = id(1), .received = 110 * 50}));
    CHECK(world.rate(world.row_of(id(1))) == doctest::Approx(500).epsilon(0.01));
}

TEST_CASE("old totals in a key frame are no rate") {
    World world;
    world.apply(frame(1).key().actor({.id = id(1), .received = 1'000'000}));
    CHECK(world.rate(world.row_of(id(1))) == 0);
    world.apply(frame(2).key().actor({.id = id(2), .received = 1'000'000}));
    CHECK(world.rate(world.row_of(id(2))) == 0);
}

TEST_CASE("what a newborn handled since its birth counts") {
    World world;
    world.apply(frame(1).key());
    world.apply(frame(2).actor({.id = id(1), .received = 10}));
    CHECK(world.rate(world.row_of(id(1))) > 0);
}

TEST_CASE("history is kept from when it is first asked for") {
    World world;
    tick(world, 1, 10, 50);
    const auto row = world.row_of(id(1));
    CHECK(world.rate_history(row).empty());
    tick(world, 10, 20, 50);
    CHECK(world.rate_history(row).size() == 10);
    CHECK(world.mailbox_history(row).size() == 10);
}

TEST_CASE("history is as long as a sparkline and no longer") {
    World world;
    tick(world, 1, 3, 50);
    (void)world.rate_history(world.row_of(id(1)));
    tick(world, 3, 400, 50);
    const auto& history = world.rate_history(world.row_of(id(1)));
    REQUIRE(history.size() == World::history_length);
    CHECK(history.front() <= history.back());
}

TEST_CASE("history that nobody asks for any more is dropped") {
    World world;
    tick(world, 1, 3, 50);
    (void)world.rate_history(world.row_of(id(1)));
    tick(world, 3, 1000, 50);
    CHECK(world.rate_history(world.row_of(id(1))).empty());
}

TEST_CASE("the system's history holds a value a tick for the top strip") {
    World world;
    tick(world, 1, 6, 50);
    REQUIRE(world.system_history().size() == 4);
    CHECK(world.system_history().back() == doctest::Approx(500));
    tick(world, 6, 500, 50);
    CHECK(world.system_history().size() == World::system_history_length);
}

TEST_CASE("totals that fall are not a rate") {
    World world;
    tick(world, 1, 50, 50);
    world.apply(frame(50).actor({.id = id(1), .received = 0}).system({.handled = 0}));
    CHECK(world.system_history().back() == 0);
    CHECK(world.rate(world.row_of(id(1))) < 500);
}
