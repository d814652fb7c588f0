#include "dashboard/model/world.hpp"

#include <doctest/doctest.h>

#include "tests/support/frame_builder.hpp"

using namespace callboard;
using namespace callboard::tests;
using dashboard::no_row;
using dashboard::World;
using probe::ActorState;
using probe::NameId;

TEST_CASE("a world without frames is empty") {
    const World world;
    CHECK(world.empty());
    CHECK(world.row_count() == 0);
    CHECK(world.row_of(id(1)) == no_row);
    CHECK(world.roots().empty());
    CHECK_FALSE(world.find("anyone"));
}

TEST_CASE("an actor's row says what the last sample said") {
    World world;
    world.apply(frame(1)
                    .key()
                    .named(1, "alice")
                    .named(2, "Account")
                    .actor({.id = id(7),
                            .name = NameId{1},
                            .kind = NameId{2},
                            .state = ActorState::Busy,
                            .mailbox = 3,
                            .received = 10,
                            .sent = 4,
                            .failed = 1,
                            .restarts = 2}));
    const auto row = world.row_of(id(7));
    REQUIRE(world.exists(row));
    CHECK(world.name(row) == "alice");
    CHECK(world.kind(row) == "Account");
    CHECK(world.state(row) == ActorState::Busy);
    CHECK(world.mailbox(row) == 3);
    CHECK(world.received(row) == 10);
    CHECK(world.sent(row) == 4);
    CHECK(world.failed(row) == 1);
    CHECK(world.restarts(row) == 2);
    CHECK(world.live() == 1);
}

TEST_CASE("an actor without a name is called by its kind and slot") {
    World world;
    world.apply(frame(1).key().named(2, "Account").actor({.id = id(7), .kind = NameId{2}}));
    CHECK(world.name(world.row_of(id(7))) == "Account#7");
}

TEST_CASE("a name that was never told is a question mark") {
    World world;
    world.apply(frame(1).actor({.id = id(7), .name = NameId{9}}));
    CHECK(world.name(world.row_of(id(7))) == "?");
}

TEST_CASE("totals repair what a lost frame carried") {
    World world;
    world.apply(frame(1).key().actor({.id = id(7), .received = 100}));
    world.apply(frame(3).actor({.id = id(7), .received = 300}));
    CHECK(world.received(world.row_of(id(7))) == 300);
    CHECK(world.frames_missed() == 1);
}

TEST_CASE("a frame that comes late does not turn totals back") {
    World world;
    world.apply(frame(5).key().actor({.id = id(7), .received = 300}));
    world.apply(frame(4).actor({.id = id(7), .received = 200}));
    CHECK(world.received(world.row_of(id(7))) == 300);
    CHECK(world.frames_missed() == 0);
}

TEST_CASE("the first frame is not counted as a gap") {
    World world;
    world.apply(frame(500).key());
    CHECK(world.frames_missed() == 0);
}

TEST_CASE("the version changes with every frame") {
    World world;
    const auto before = world.version();
    world.apply(frame(1).key());
    CHECK(world.version() != before);
}

TEST_CASE("the gone stay for their grace time, struck through") {
    World world;
    world.apply(frame(1).key().actor({.id = id(7), .state = ActorState::Idle, .received = 5}));
    const auto row = world.row_of(id(7));
    world.apply(frame(2).stopped(id(7)));
    CHECK(world.exists(row));
    CHECK(world.gone(row));
    CHECK(world.state(row) == ActorState::Stopped);
    CHECK(world.received(row) == 5);
    CHECK(world.live() == 0);

    world.apply(frame(3).at_ns(200'000'000 + World::grace_ns));
    CHECK(world.exists(row));
    world.apply(frame(4).at_ns(200'000'001 + World::grace_ns));
    CHECK_FALSE(world.exists(row));
    CHECK(world.row_of(id(7)) == no_row);
}

TEST_CASE("a row is used again only after the grace time") {
    World world;
    world.apply(frame(1).key().actor({.id = id(7)}));
    const auto row = world.row_of(id(7));
    world.apply(frame(2).stopped(id(7)).actor({.id = id(8)}));
    CHECK(world.row_of(id(8)) != row);
    world.apply(frame(3).at_ns(1'000'000'000 + World::grace_ns));
    world.apply(frame(4).at_ns(1'100'000'000 + World::grace_ns).actor({.id = id(9)}));
    CHECK(world.row_of(id(9)) == row);
    CHECK(world.row_count() == 2);
}

TEST_CASE("a new actor in a slot proves that the old one is gone") {
    World world;
    world.apply(frame(1).key().actor({.id = id(7, 1)}));
    world.apply(frame(3).actor({.id = id(7, 3)}));  // The frame that told of the end was lost.
    const auto before = world.row_of(id(7, 1));
    const auto after = world.row_of(id(7, 3));
    REQUIRE(world.exists(before));
    CHECK(world.gone(before));
    CHECK_FALSE(world.gone(after));
    CHECK(world.live() == 1);
}

TEST_CASE("no more of the gone are kept than the limit") {
    World world;
    probe::Frame many = frame(1).key().build();
    for (std::uint32_t slot = 0; slot < World::gone_max + 10; ++slot)
        many.actors.push_back({.id = id(slot)});
    world.apply(many);
    probe::Frame end = frame(2).build();
    end.stopped = many.actors.id;
    world.apply(end);
    std::size_t left = 0;
    for (dashboard::Row row = 0; row < world.row_count(); ++row) left += world.exists(row);
    CHECK(left == World::gone_max);
}

TEST_CASE("states and queues are counted over the living") {
    World world;
    world.apply(frame(1)
                    .key()
                    .actor({.id = id(1), .state = ActorState::Busy, .mailbox = 5})
                    .actor({.id = id(2), .state = ActorState::Busy, .mailbox = 2})
                    .actor({.id = id(3), .state = ActorState::Idle}));
    CHECK(world.count(ActorState::Busy) == 2);
    CHECK(world.queued() == 7);
    world.apply(frame(2).stopped(id(1)).actor({.id = id(2), .state = ActorState::Idle}));
    CHECK(world.count(ActorState::Busy) == 0);
    CHECK(world.count(ActorState::Idle) == 2);
    CHECK(world.queued() == 0);
}

TEST_CASE("restarts of the gone still count") {
    World world;
    world.apply(frame(1).key().actor({.id = id(1), .failed = 3, .restarts = 2}));
    world.apply(frame(2).actor({.id = id(1), .failed = 4, .restarts = 3}));
    world.apply(frame(3).stopped(id(1)));
    CHECK(world.restarts() == 3);
    CHECK(world.failed() == 4);
}

TEST_CASE("an absurd slot does not cost memory for all slots below it") {
    World world;
    world.apply(frame(1).key().actor({.id = id(0xfffffff0)}).actor({.id = id(2)}));
    CHECK(world.exists(world.row_of(id(0xfffffff0))));
    CHECK(world.live() == 2);
}

TEST_CASE("nobody is not an actor") {
    World world;
    world.apply(frame(1).key().actor({.id = {}}));
    CHECK(world.live() == 0);
    CHECK(world.row_count() == 0);
}

TEST_CASE("a reset forgets all and tells caches so") {
    World world;
    world.apply(frame(1).key().named(1, "alice").actor({.id = id(7), .name = NameId{1}}));
    const auto version = world.version();
    const auto topology = world.topology_version();
    world.reset();
    CHECK(world.empty());
    CHECK(world.row_count() == 0);
    CHECK(world.version() != version);
    CHECK(world.topology_version() != topology);
}
