#include "dashboard/model/actor_rows.hpp"

#include <doctest/doctest.h>

#include "tests/support/frame_builder.hpp"

using namespace callboard;
using namespace callboard::tests;
using dashboard::ActorColumn;
using dashboard::ActorRows;
using dashboard::World;
using probe::ActorState;
using probe::NameId;

namespace {

World shop() {
    World world;
    world.apply(frame(1)
                    .key()
                    .named(1, "shop")
                    .named(2, "zoe")
                    .named(3, "adam")
                    .named(4, "Clerk")
                    .actor({.id = id(1), .name = NameId{1}, .kind = NameId{1}, .mailbox = 5})
                    .actor({.id = id(2),
                            .parent = id(1),
                            .name = NameId{2},
                            .kind = NameId{4},
                            .state = ActorState::Busy,
                            .mailbox = 300,
                            .received = 1})
                    .actor({.id = id(3),
                            .parent = id(1),
                            .name = NameId{3},
                            .kind = NameId{4},
                            .mailbox = 5,
                            .failed = 7})
                    .actor({.id = id(20), .parent = id(2), .kind = NameId{4}, .mailbox = 5})
                    .actor({.id = id(4), .parent = id(2), .kind = NameId{4}, .restarts = 1}));
    return world;
}

std::string sorted(const World& world, ActorColumn column, bool descending) {
    ActorRows rows;
    rows.sort_by(column, descending);
    std::string names;
    for (const auto row : rows.rows(world)) names += (names.empty() ? "" : " ") + world.name(row);
    return names;
}

}  // namespace

TEST_CASE("rows are ranked by a column, either way round") {
    const World world = shop();
    CHECK(sorted(world, ActorColumn::Mailbox, true) == "zoe shop adam Clerk#20 Clerk#4");
    CHECK(sorted(world, ActorColumn::Mailbox, false) == "Clerk#4 shop adam Clerk#20 zoe");
    CHECK(sorted(world, ActorColumn::Failed, true).starts_with("adam"));
    CHECK(sorted(world, ActorColumn::Restarts, true).starts_with("Clerk#4"));
    CHECK(sorted(world, ActorColumn::Received, true).starts_with("zoe"));
    CHECK(sorted(world, ActorColumn::State, true).starts_with("zoe"));
}

TEST_CASE("names are ranked as texts, and slots as numbers") {
    CHECK(sorted(shop(), ActorColumn::Name, false) == "Clerk#4 Clerk#20 adam shop zoe");
}

TEST_CASE("paths are ranked as the tree is walked") {
    CHECK(sorted(shop(), ActorColumn::Path, false) == "shop adam zoe Clerk#4 Clerk#20");
}

TEST_CASE("kinds are ranked as texts") {
    CHECK(sorted(shop(), ActorColumn::Kind, false) == "zoe adam Clerk#20 Clerk#4 shop");
}

TEST_CASE("rates are ranked") {
    World world = shop();
    world.apply(frame(2).actor(
        {.id = id(3), .parent = id(1), .name = NameId{3}, .kind = NameId{4}, .received = 50}));
    CHECK(sorted(world, ActorColumn::Rate, true).starts_with("adam"));
}

TEST_CASE("the count says how many of how many, and ranked by what") {
    World world = shop();
    for (std::uint32_t slot = 100; slot < 1300; ++slot)
        world.apply(frame(2).actor({.id = id(slot), .kind = NameId{1}}));
    ActorRows rows;
    rows.set_filter("kind:Clerk");
    (void)rows.rows(world);
    CHECK(rows.summary() == "4 of 1,205 · ranked by mailbox");
    rows.set_filter("");
    rows.sort_by(ActorColumn::Name, false);
    (void)rows.rows(world);
    CHECK(rows.summary() == "1,205 · ranked by name");
}

TEST_CASE("rows follow the world") {
    World world = shop();
    ActorRows rows;
    rows.set_filter("mailbox>100");
    CHECK(rows.rows(world).size() == 1);
    world.apply(frame(2).actor({.id = id(9), .mailbox = 101}));
    CHECK(rows.rows(world).size() == 2);
    world.apply(frame(3).actor({.id = id(9), .mailbox = 3}));
    CHECK(rows.rows(world).size() == 1);
}

TEST_CASE("nothing is worked out again when nothing changed") {
    const World world = shop();
    ActorRows rows;
    const auto* before = rows.rows(world).data();
    rows.set_filter("");
    rows.sort_by(ActorColumn::Mailbox, true);
    CHECK(rows.rows(world).data() == before);
}

TEST_CASE("the gone keep their rows for their grace time") {
    World world = shop();
    world.apply(frame(2).stopped(id(2)));
    ActorRows rows;
    CHECK(rows.rows(world).size() == 5);
    rows.set_filter("!state:stopped");
    CHECK(rows.rows(world).size() == 4);
}

TEST_CASE("a kind that was never told does not disturb the order") {
    World world = shop();
    world.apply(frame(2).actor({.id = id(9), .name = NameId{999}, .kind = NameId{999}}));
    CHECK(sorted(world, ActorColumn::Name, false).ends_with("?"));
}
