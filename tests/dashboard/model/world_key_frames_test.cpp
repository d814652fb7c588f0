#include <doctest/doctest.h>

#include "dashboard/model/world.hpp"
#include "tests/support/frame_builder.hpp"

using namespace callboard;
using namespace callboard::tests;
using dashboard::World;

namespace {

bool lives(const World& world, probe::ActorId actor) {
    const auto row = world.row_of(actor);
    return row != dashboard::no_row && !world.gone(row);
}

World world_of_three() {
    World world;
    world.apply(frame(1).key().actor({.id = id(1)}).actor({.id = id(2)}).actor({.id = id(3)}));
    return world;
}

}  // namespace

TEST_CASE("who is not in a key frame is gone") {
    World world = world_of_three();
    world.apply(frame(2).key().actor({.id = id(1)}).actor({.id = id(3)}));
    CHECK(lives(world, id(1)));
    CHECK_FALSE(lives(world, id(2)));
    CHECK(lives(world, id(3)));
}

TEST_CASE("a key frame counts only when all its parts are in") {
    World world = world_of_three();
    world.apply(frame(2).key(0, 2).actor({.id = id(1)}));
    CHECK(lives(world, id(2)));
    world.apply(frame(3).key(1, 2).actor({.id = id(3)}));
    CHECK_FALSE(lives(world, id(2)));
    CHECK(lives(world, id(1)));
}

TEST_CASE("a key frame with a lost part buries nobody") {
    World world = world_of_three();
    world.apply(frame(2).key(0, 3).actor({.id = id(1)}));
    world.apply(frame(4).key(2, 3).actor({.id = id(3)}));
    CHECK(lives(world, id(2)));
    CHECK(world.frames_missed() == 1);
}

TEST_CASE("parts of one key frame may share its number and time") {
    World world;
    world.apply(frame(5).key(0, 2).actor({.id = id(1)}));
    CHECK_FALSE(world.whole());
    world.apply(frame(5).key(1, 2).actor({.id = id(2)}));
    CHECK(world.whole());
    CHECK(world.live() == 2);
    CHECK(world.frames_missed() == 0);
    CHECK(world.system_history().size() <= 1);
}

TEST_CASE("who is born between the parts of a key frame is not buried by it") {
    World world = world_of_three();
    world.apply(frame(2).key(0, 2).actor({.id = id(1)}));
    world.apply(frame(3).actor({.id = id(9)}));
    world.apply(frame(4).key(1, 2).actor({.id = id(3)}));
    CHECK(lives(world, id(9)));
}

TEST_CASE("a delta alone makes no whole world") {
    World world;
    world.apply(frame(1).actor({.id = id(1)}));
    CHECK_FALSE(world.whole());
    world.apply(frame(2).key().actor({.id = id(1)}));
    CHECK(world.whole());
}

TEST_CASE("a recording that starts again starts the world again") {
    World world;
    world.apply(frame(90).key().actor({.id = id(1)}));
    world.apply(frame(1).key().actor({.id = id(2)}));
    CHECK_FALSE(world.exists(world.row_of(id(1))));
    CHECK(lives(world, id(2)));
}

TEST_CASE("a total that comes after the end brings the actor back") {
    World world = world_of_three();
    world.apply(frame(2).stopped(id(2)));
    world.apply(frame(3).actor({.id = id(2), .mailbox = 4}));
    CHECK(lives(world, id(2)));
    CHECK(world.live() == 3);
    CHECK(world.queued() == 4);
}
