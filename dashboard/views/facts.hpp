#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "dashboard/model/world.hpp"
#include "dashboard/views/state_lines.hpp"
#include "probe/wire/command.hpp"
#include "probe/wire/ports.hpp"

namespace callboard::dashboard {

// How the link stands, and how old the last frame is.
struct LinkFacts {
    bool open = false;  // Something was connected to or opened.
    probe::LinkStatus status = {};
    double data_age_s = 0;
    double tick_s = 0.1;

    bool stale() const {
        return status.state != probe::LinkState::Live &&
               status.state != probe::LinkState::Recording;
    }
    bool on_film() const { return status.state == probe::LinkState::Recording; }
};

// What the chosen actor last told of itself. Name, kind, path and figures outlive it.
struct Inspection {
    probe::ActorId actor{};
    std::string name = {}, kind = {}, path = {};
    probe::ActorSample last = {};
    std::optional<probe::ActorDetails> details = {};
    StateLines state = {};
    double answered_s = 0;
    std::string sentence = {};  // Why it does not tell.
};

// The figures of one row, together.
inline probe::ActorSample sample_of(const World& world, Row row) {
    return {.id = world.id(row),
            .parent = world.parent(row),
            .name = world.name_id(row),
            .kind = world.kind_id(row),
            .state = world.state(row),
            .mailbox = world.mailbox(row),
            .received = world.received(row),
            .sent = world.sent(row),
            .failed = world.failed(row),
            .restarts = world.restarts(row)};
}

// One command and what came of it.
struct CommandEntry {
    std::uint64_t order = 0;
    std::int64_t wall_ms = 0;
    std::string verb = {};
    std::string target = {};
    std::optional<probe::Reply> reply = {};  // Nothing: still under way.
};
using CommandLog = std::deque<CommandEntry>;  // Newest first.

// A program that announced itself on this machine.
struct FoundProgram {
    std::string node = {};
    std::string address = {};
    std::int64_t pid = 0;
};

}  // namespace callboard::dashboard
