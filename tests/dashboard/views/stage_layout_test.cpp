#include "dashboard/views/stage_layout.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/frame_builder.hpp"

using namespace callboard;
using namespace callboard::dashboard;
using tests::frame;
using tests::id;

namespace {

World company(std::uint32_t players) {
    World world;
    auto key = frame(1).key().named(1, "Player");
    key.actor({.id = id(1), .kind = probe::NameId{1}});
    key.actor({.id = id(2), .parent = id(1), .kind = probe::NameId{1}});
    for (std::uint32_t i = 0; i < players; ++i)
        key.actor({.id = id(3 + i), .parent = id(2), .kind = probe::NameId{1}});
    world.apply(key);
    return world;
}

}  // namespace

TEST_CASE("whoever stands somewhere is found there") {
    const World world = company(500);
    StageLayout layout;
    layout.fit(world, 900, 600);
    for (Row row = 0; row < world.row_count(); ++row) {
        float x = 0, y = 0;
        REQUIRE(layout.place_of(row, x, y));
        CHECK(x < 900);
        CHECK(y < 600);
        CHECK(layout.row_at(x, y) == row);
    }
}

TEST_CASE("a long queue makes a larger disc") {
    World world = company(3);
    world.apply(
        frame(2).actor({.id = id(4), .parent = id(2), .kind = probe::NameId{1}, .mailbox = 5000}));
    StageLayout layout;
    layout.fit(world, 900, 600);
    MapScene scene;
    layout.paint(world, theme_of(ThemeName::Dark), scene, 1);
    float smallest = 1e9f, largest = 0;
    for (const MapDisc& disc : scene.discs) {
        smallest = std::min(smallest, disc.radius);
        largest = std::max(largest, disc.radius);
    }
    CHECK(scene.discs.size() == 5);
    CHECK(largest > smallest * 1.5f);
}

TEST_CASE("from afar one disc stands for many, and the one in trouble is not lost among them") {
    World world = company(20'000);
    world.apply(frame(2).actor({.id = id(4321),
                                .parent = id(2),
                                .kind = probe::NameId{1},
                                .state = probe::ActorState::Restarting}));
    StageLayout layout;
    layout.fit(world, 300, 200);
    const Theme& theme = theme_of(ThemeName::Dark);
    MapScene scene;
    layout.paint(world, theme, scene, 1);
    CHECK(scene.discs.size() < 10'000);
    CHECK(std::count_if(scene.discs.begin(), scene.discs.end(),
                        [&](const MapDisc& disc) { return disc.colour == theme.bad; }) == 1);
    layout.paint(world, theme, scene, 24);
    CHECK(scene.discs.size() == 20'002);
}
