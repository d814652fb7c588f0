#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>

#include "dashboard/model/actor_rows.hpp"
#include "dashboard/model/tree_rows.hpp"
#include "tests/support/frame_builder.hpp"

using namespace callboard;
using namespace callboard::tests;
using dashboard::ActorColumn;
using dashboard::ActorRows;
using dashboard::World;
using probe::NameId;

namespace {

constexpr std::uint32_t million = 1'000'000;
constexpr std::uint32_t per_parent = 1'000;

// A thousand parents with a thousand children each, in parts as they cross the wire.
World world_of_a_million() {
    World world;
    constexpr std::uint32_t part_size = 1u << 16;
    constexpr std::uint32_t parts = (million + part_size - 1) / part_size;
    for (std::uint32_t part = 0; part < parts; ++part) {
        probe::Frame frame = tests::frame(1).key(part, parts).named(1, "Child");
        for (std::uint32_t slot = part * part_size;
             slot < std::min(million, (part + 1) * part_size); ++slot)
            frame.actors.push_back(
                {.id = id(slot),
                 .parent = slot % per_parent == 0 ? probe::ActorId{} : id(slot - slot % per_parent),
                 .kind = NameId{1},
                 .mailbox = slot * 2654435761u >> 20});
        world.apply(frame);
    }
    return world;
}

probe::Frame one_percent(std::uint64_t sequence) {
    probe::Frame frame = tests::frame(sequence);
    for (std::uint32_t slot = sequence % 100; slot < million; slot += 100)
        frame.actors.push_back(
            {.id = id(slot),
             .parent = slot % per_parent == 0 ? probe::ActorId{} : id(slot - slot % per_parent),
             .kind = NameId{1},
             .mailbox = static_cast<std::uint32_t>(sequence),
             .received = sequence});
    return frame;
}

template <class Work>
void measure(const std::string& what, Work work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    MESSAGE(what << ": " << took.count() << " ms");
}

}  // namespace

// The numbers are printed, not judged: a busy machine is not a wrong one.
TEST_CASE("a million actors are taken in, changed, filtered, ranked and walked") {
    World world;
    measure("key frame of 1 M rows", [&] { world = world_of_a_million(); });
    CHECK(world.live() == million);

    std::vector<probe::Frame> deltas;
    for (std::uint64_t i = 2; i < 22; ++i) deltas.push_back(one_percent(i));
    measure("20 deltas of 1 %", [&] {
        for (const auto& delta : deltas) world.apply(delta);
    });
    CHECK(world.received(world.row_of(id(5))) == 5);

    ActorRows rows;
    measure("rank 1 M by mailbox", [&] { (void)rows.rows(world); });
    CHECK(rows.rows(world).size() == million);
    CHECK(world.mailbox(rows.rows(world)[0]) >= world.mailbox(rows.rows(world)[1]));
    for (const auto column : {ActorColumn::Rate, ActorColumn::Name, ActorColumn::Path}) {
        rows.sort_by(column, true);
        measure(to_text(column), [&] { (void)rows.rows(world); });
        world.apply(tests::frame(world.sequence() + 1));
        measure("  again after a frame", [&] { (void)rows.rows(world); });
    }
    rows.set_filter("child mailbox>100 !kind:Till");
    measure("filter 1 M", [&] { (void)rows.rows(world); });
    rows.set_filter("/99999/");
    measure("pattern over 1 M", [&] { (void)rows.rows(world); });
    CHECK(rows.rows(world).size() == 19);  // Ten that end so, ten that begin so, one of them both.

    dashboard::TreeRows tree;
    tree.open(id(0));
    world.apply(tests::frame(world.sequence() + 1).actor({.id = id(million)}));
    measure("tree of 1 M, rebuilt", [&] { (void)tree.rows(world); });
    CHECK(tree.rows(world).back().more != 0);
    measure("find one by name", [&] { CHECK(world.find("Child#77777")); });
}
