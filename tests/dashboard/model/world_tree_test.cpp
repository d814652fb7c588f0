#include <doctest/doctest.h>

#include "dashboard/model/world.hpp"
#include "tests/support/frame_builder.hpp"

using namespace callboard;
using namespace callboard::tests;
using dashboard::Row;
using dashboard::World;
using probe::NameId;

namespace {

// bank
// ├── alice
// └── till ── alice
World bank() {
    World world;
    world.apply(frame(1)
                    .key()
                    .named(1, "bank")
                    .named(2, "alice")
                    .named(3, "till")
                    .named(4, "Till")
                    .actor({.id = id(1), .name = NameId{1}})
                    .actor({.id = id(2), .parent = id(1), .name = NameId{2}})
                    .actor({.id = id(3), .parent = id(1), .name = NameId{3}})
                    .actor({.id = id(4), .parent = id(3), .name = NameId{2}})
                    .actor({.id = id(5), .parent = id(3), .kind = NameId{4}}));
    return world;
}

std::vector<std::string> names(const World& world, std::span<const Row> rows) {
    std::vector<std::string> names;
    for (const Row row : rows) names.push_back(world.name(row));
    return names;
}

}  // namespace

TEST_CASE("a path goes from the root to the actor") {
    const World world = bank();
    CHECK(world.path(world.row_of(id(4))) == "bank/till/alice");
    CHECK(world.path(world.row_of(id(5))) == "bank/till/Till#5");
    CHECK(world.path(world.row_of(id(1))) == "bank");
}

TEST_CASE("children stand under their parent in spawn order") {
    World world = bank();
    CHECK(names(world, world.roots()) == std::vector<std::string>{"bank"});
    CHECK(names(world, world.children(world.row_of(id(1)))) ==
          std::vector<std::string>{"alice", "till"});
    CHECK(world.children(world.row_of(id(2))).empty());
}

TEST_CASE("spawn order holds when rows are used again") {
    World world = bank();
    world.apply(frame(2).stopped(id(2)));
    world.apply(frame(3).at_ns(1'000'000'000 + World::grace_ns));
    world.apply(frame(4)
                    .at_ns(1'100'000'000 + World::grace_ns)
                    .actor({.id = id(2, 3), .parent = id(1), .name = NameId{2}}));
    CHECK(names(world, world.children(world.row_of(id(1)))) ==
          std::vector<std::string>{"till", "alice"});
}

TEST_CASE("a child that comes before its parent is a root until then") {
    World world;
    world.apply(frame(1).key(0, 2).actor({.id = id(2), .parent = id(1)}));
    CHECK(world.roots().size() == 1);
    world.apply(frame(2).key(1, 2).actor({.id = id(1)}));
    REQUIRE(world.roots().size() == 1);
    CHECK(world.id(world.roots().front()) == id(1));
    CHECK(world.children(world.row_of(id(1))).size() == 1);
}

TEST_CASE("the tree changes its version only when it changes") {
    World world = bank();
    const auto before = world.topology_version();
    world.apply(frame(2).actor({.id = id(1), .name = NameId{1}, .received = 9}));
    CHECK(world.topology_version() == before);
    world.apply(frame(3).actor({.id = id(6), .parent = id(1)}));
    CHECK(world.topology_version() != before);
}

TEST_CASE("parents that go in circles hang nothing") {
    World world;
    world.apply(frame(1)
                    .key()
                    .named(1, "a")
                    .actor({.id = id(1), .parent = id(2), .name = NameId{1}})
                    .actor({.id = id(2), .parent = id(1), .name = NameId{1}})
                    .actor({.id = id(3), .parent = id(3), .name = NameId{1}}));
    CHECK(world.path(world.row_of(id(1))).size() < 1000);
    CHECK(world.path(world.row_of(id(3))) == "a");
    CHECK(world.roots().size() == 1);
}

TEST_CASE("an actor is found by path, by a name that is its own, and by kind and slot") {
    const World world = bank();
    CHECK(world.find("bank/till/alice") == world.row_of(id(4)));
    CHECK(world.find("till") == world.row_of(id(3)));
    CHECK(world.find("Till#5") == world.row_of(id(5)));
    CHECK(world.find("bank/till/Till#5") == world.row_of(id(5)));
    CHECK_FALSE(world.find("Till#6"));
    CHECK_FALSE(world.find(""));
}

TEST_CASE("a name that two actors share finds neither but lists both") {
    const World world = bank();
    CHECK_FALSE(world.find("alice"));
    CHECK(world.find_all("alice").size() == 2);
}

TEST_CASE("the living come before the gone of the same name") {
    World world = bank();
    world.apply(frame(2).stopped(id(2)));
    CHECK(world.find("alice") == world.row_of(id(4)));
    world.apply(frame(3).stopped(id(4)));
    CHECK(world.find_all("alice").size() == 2);
}
