#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "probe/record/actor_state.hpp"
#include "probe/record/ids.hpp"

namespace callboard::probe {

struct NewName {
    NameId id{};
    std::string text = {};
};

// One actor as it was at a tick. Numbers are totals since it was spawned, never
// differences, so the next sample repairs a lost one.
struct ActorSample {
    ActorId id{};
    ActorId parent{};
    NameId name{};  // 0: it was not named; show kind and slot.
    NameId kind{};
    ActorState state = ActorState::Starting;
    std::uint32_t mailbox = 0;  // Messages waiting.
    std::uint64_t received = 0;
    std::uint64_t sent = 0;
    std::uint64_t failed = 0;
    std::uint64_t restarts = 0;

    bool operator==(const ActorSample&) const = default;
};

// Many samples, a column for each member: it packs small and is walked fast.
struct ActorColumns {
    std::vector<ActorId> id = {};
    std::vector<ActorId> parent = {};
    std::vector<NameId> name = {};
    std::vector<NameId> kind = {};
    std::vector<ActorState> state = {};
    std::vector<std::uint32_t> mailbox = {};
    std::vector<std::uint64_t> received = {};
    std::vector<std::uint64_t> sent = {};
    std::vector<std::uint64_t> failed = {};
    std::vector<std::uint64_t> restarts = {};

    std::size_t size() const { return id.size(); }
    void push_back(const ActorSample& sample);
    ActorSample row(std::size_t index) const;
    void clear();
};

// The program as a whole. Totals again.
struct SystemSample {
    std::uint32_t workers = 0;
    std::uint64_t live = 0;
    std::uint64_t handled = 0;
    std::uint64_t dead_letters = 0;
    std::uint64_t refused = 0;         // Requests from outside that were not believed.
    std::uint64_t frames_skipped = 0;  // Frames that a slow viewer did not get.
    std::uint64_t tick_cost_ns = 0;    // What making the last frame took.
};

// What changed between two ticks, under one time stamp.
//
// A key frame stands alone: it names every name and every live actor, in
// `parts` frames of which this is number `part`. Others carry only what changed,
// so a reader that joins late or misses one is whole again at the next key.
struct Frame {
    std::uint64_t sequence = 0;
    std::uint64_t at_ns = 0;   // Since the program's start.
    std::int64_t wall_ms = 0;  // Unix time, for people.
    bool key = false;
    std::uint32_t part = 0;
    std::uint32_t parts = 1;
    SystemSample system = {};
    std::vector<NewName> names = {};
    ActorColumns actors = {};
    std::vector<ActorId> stopped = {};
};

}  // namespace callboard::probe
