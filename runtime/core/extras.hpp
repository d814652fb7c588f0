#pragma once

#include <unordered_map>
#include <vector>

#include "runtime/core/behaviour_stack.hpp"
#include "runtime/core/cell.hpp"
#include "runtime/core/stash.hpp"
#include "runtime/core/supervision.hpp"
#include "runtime/core/watches.hpp"

namespace callboard::runtime {

// What few actors ever need, and so no cell has room for. Made when it is first
// wanted, gone with the actor. Owner only.
struct Cell::Extras {
    Failure last_failure = {};
    // Restarts of each child; of all together, under nobody, when they share their fate.
    std::unordered_map<probe::ActorId, std::vector<Instant>> child_restarts = {};
    // Children that wait for what becomes of us, since their failures were escalated.
    struct Escalated {
        probe::ActorId child{};
        std::uint64_t restarts = 0;  // Of the child when it failed.
    };
    std::vector<Escalated> escalated = {};
    BehaviourStack behaviours = {};
    Stash stash = {};
    Watches watches = {};
    std::vector<ControlMail::Done> wait_for_restart = {};
    std::vector<ControlMail::Done> wait_for_stop = {};
};

}  // namespace callboard::runtime
