#include "probe/link/collector.hpp"

#include <doctest/doctest.h>

#include <map>

#include "probe/wire/codec.hpp"
#include "tests/probe/fake_program.hpp"

using namespace callboard::probe;
using callboard::tests::FakeProgram;
using callboard::tests::id;

namespace {

// A program and its collector, ticked by hand.
struct Watched {
    FakeProgram program = {};
    Collector collector{program.names, program};

    Frame tick() {
        auto frames = collector.tick(++now_ns, 0);
        REQUIRE(frames.size() == 1);
        return frames[0];
    }
    std::uint64_t now_ns = 0;
};

// What a reader knows from frames: the least a viewer does.
struct Reader {
    std::map<ActorId, ActorSample> actors = {};
    std::map<NameId, std::string> names = {};

    void apply(const Frame& frame) {
        if (frame.key && frame.part == 0) actors.clear();
        for (const auto& name : frame.names) names[name.id] = name.text;
        for (const auto gone : frame.stopped) actors.erase(gone);
        for (std::size_t row = 0; row < frame.actors.size(); ++row)
            actors[frame.actors.id[row]] = frame.actors.row(row);
    }
};

}  // namespace

TEST_CASE("a tick carries only what changed") {
    Watched watched;
    watched.program.put({.id = id(1), .received = 1});
    watched.program.put({.id = id(2), .received = 1});
    CHECK(watched.tick().actors.size() == 2);

    CHECK(watched.tick().actors.size() == 0);

    watched.program.put({.id = id(2), .received = 5});
    const auto change = watched.tick();
    REQUIRE(change.actors.size() == 1);
    CHECK(change.actors.row(0).received == 5);
    CHECK_FALSE(change.key);
}

TEST_CASE("frames are numbered one after another, with the time of their tick") {
    Watched watched;
    CHECK(watched.tick().sequence == 1);
    const auto second = watched.tick();
    CHECK(second.sequence == 2);
    CHECK(second.at_ns == 2);
    CHECK(second.system.workers == 2);
}

TEST_CASE("between key frames a name crosses the wire once") {
    Watched watched;
    watched.program.names.id_of("Till");
    CHECK(watched.tick().names.size() == 2);  // And the empty text.
    watched.program.names.id_of("Cook");
    const auto frame = watched.tick();
    REQUIRE(frame.names.size() == 1);
    CHECK(frame.names[0].text == "Cook");
    CHECK(watched.tick().names.empty());
    CHECK(watched.collector.key_frames().at(0).names.size() == 3);
}

TEST_CASE("an actor that is gone is told once") {
    Watched watched;
    watched.program.put({.id = id(1)});
    watched.program.put({.id = id(2)});
    watched.tick();
    watched.program.remove(1);
    CHECK(watched.tick().stopped == std::vector{id(1)});
    CHECK(watched.tick().stopped.empty());
}

TEST_CASE("a slot that was used again stops the old actor and tells the new one") {
    Watched watched;
    watched.program.put({.id = id(1, 1), .received = 9});
    watched.program.put({.id = id(2)});
    watched.tick();
    watched.program.put({.id = id(1, 3)});
    watched.program.remove(2);  // And another goes in the same tick.
    const auto frame = watched.tick();
    CHECK(frame.stopped == std::vector{id(1, 1), id(2)});
    REQUIRE(frame.actors.size() == 1);
    CHECK(frame.actors.row(0).id == id(1, 3));
}

TEST_CASE("a new actor does not hide that another is gone") {
    Watched watched;
    watched.program.put({.id = id(1)});
    watched.tick();
    watched.program.remove(1);
    watched.program.put({.id = id(2)});
    CHECK(watched.tick().stopped == std::vector{id(1)});
}

TEST_CASE("who joins late is whole after the key frame and the changes that follow") {
    Watched watched;
    Reader early, late;
    const auto till = watched.program.names.id_of("Till");
    for (std::uint32_t slot = 1; slot <= 5; ++slot)
        watched.program.put({.id = id(slot), .kind = till, .received = slot});
    early.apply(watched.tick());
    watched.program.put({.id = id(3), .kind = till, .received = 30});
    watched.program.remove(5);
    early.apply(watched.tick());

    const auto key = watched.collector.key_frames();
    REQUIRE(key.size() == 1);
    CHECK(key[0].key);
    CHECK(key[0].sequence == watched.collector.sequence());
    late.apply(key[0]);
    CHECK(late.actors == early.actors);

    watched.program.put({.id = id(6), .kind = till});
    const auto change = watched.tick();
    CHECK(change.sequence == key[0].sequence + 1);
    early.apply(change);
    late.apply(change);
    CHECK(late.actors == early.actors);
    CHECK(late.names == early.names);
}

TEST_CASE("a key frame of many actors comes in parts that can each be sent") {
    Watched watched;
    constexpr std::uint32_t actors = rows_per_frame_max + 10;
    for (std::uint32_t slot = 0; slot < actors; ++slot) watched.program.put({.id = id(slot)});
    const auto changes = watched.collector.tick(1, 1);
    REQUIRE(changes.size() == 2);
    CHECK(changes[1].sequence == changes[0].sequence + 1);
    CHECK(changes[1].at_ns == changes[0].at_ns);

    const auto key = watched.collector.key_frames();
    REQUIRE(key.size() == 2);
    Reader reader;
    for (std::uint32_t part = 0; part < 2; ++part) {
        CHECK(key[part].part == part);
        CHECK(key[part].parts == 2);
        CHECK(key[part].sequence == watched.collector.sequence());
        CHECK_NOTHROW(encode(key[part]));
        reader.apply(key[part]);
    }
    CHECK(reader.actors.size() == actors);
}

TEST_CASE("a very long name is cut, so that names always fit") {
    Watched watched;
    watched.program.names.id_of(std::string(100'000, 'x'));
    CHECK(watched.tick().names.back().text.size() == 255);
}
