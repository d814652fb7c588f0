#include "dashboard/model/tree_rows.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/frame_builder.hpp"

using namespace callboard;
using namespace callboard::tests;
using dashboard::TreeRows;
using dashboard::World;
using probe::NameId;

namespace {

// root (1) with children 2 … 2+count-1; child 2 has one child, 100000.
World family(std::uint32_t count) {
    World world;
    probe::Frame all = frame(1).key().named(1, "Child");
    all.actors.push_back({.id = id(1), .kind = NameId{1}});
    for (std::uint32_t i = 0; i < count; ++i)
        all.actors.push_back({.id = id(2 + i), .parent = id(1), .kind = NameId{1}});
    all.actors.push_back({.id = id(100'000), .parent = id(2), .kind = NameId{1}});
    world.apply(all);
    return world;
}

}  // namespace

TEST_CASE("a closed tree shows its roots and how many stand below") {
    const World world = family(3);
    TreeRows tree;
    const auto& rows = tree.rows(world);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].has_children);
    CHECK(rows[0].child_count == 3);
    CHECK_FALSE(rows[0].opened);
}

TEST_CASE("opening shows the children, one step in") {
    const World world = family(3);
    TreeRows tree;
    tree.open(id(1));
    const auto& rows = tree.rows(world);
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].opened);
    CHECK(rows[1].depth == 1);
    CHECK(world.id(rows[1].row) == id(2));
    CHECK(rows[1].has_children);
    CHECK_FALSE(rows[2].has_children);
    tree.toggle(id(1));
    CHECK(tree.rows(world).size() == 1);
}

TEST_CASE("a parent with many children shows a page and how many more") {
    const World world = family(2'200);
    TreeRows tree;
    tree.open(id(1));
    const auto& rows = tree.rows(world);
    REQUIRE(rows.size() == 1 + TreeRows::page + 1);
    CHECK(rows.back().more == 2'000);
    CHECK(world.id(rows.back().row) == id(1));
    tree.show_more(id(1));
    CHECK(tree.rows(world).back().more == 2'000 - TreeRows::page);
}

TEST_CASE("many roots are shown by the page, too") {
    World world;
    probe::Frame all = frame(1).key();
    for (std::uint32_t slot = 0; slot < 500; ++slot) all.actors.push_back({.id = id(slot)});
    world.apply(all);
    TreeRows tree;
    CHECK(tree.rows(world).back().more == 500 - TreeRows::page);
    CHECK(tree.rows(world).back().row == dashboard::no_row);
    tree.show_more({});
    tree.show_more({});
    CHECK(tree.rows(world).size() == 500);
}

TEST_CASE("revealing an actor opens all above it and turns pages until it shows") {
    const World world = family(2'200);
    TreeRows tree;
    tree.reveal(world, world.row_of(id(1'500)));
    const auto& rows = tree.rows(world);
    CHECK(std::any_of(rows.begin(), rows.end(), [&](const auto& line) {
        return line.more == 0 && world.id(line.row) == id(1'500);
    }));
    tree.reveal(world, world.row_of(id(100'000)));
    CHECK(tree.is_open(id(2)));
}

TEST_CASE("the tree follows the world") {
    World world = family(3);
    TreeRows tree;
    tree.open(id(1));
    CHECK(tree.rows(world).size() == 4);
    world.apply(frame(2).actor({.id = id(50), .parent = id(1), .kind = NameId{1}}));
    CHECK(tree.rows(world).size() == 5);
}

TEST_CASE("closing all leaves the roots") {
    const World world = family(3);
    TreeRows tree;
    tree.open(id(1));
    tree.open(id(2));
    CHECK(tree.rows(world).size() == 5);
    tree.close_all();
    CHECK(tree.rows(world).size() == 1);
}
