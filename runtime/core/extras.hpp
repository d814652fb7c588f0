#pragma once

#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "runtime/core/behaviour.hpp"
#include "runtime/core/cell.hpp"
#include "runtime/core/supervision.hpp"

namespace callboard::runtime {

// What few actors ever need, and so no cell has room for. Made when it is first
// wanted, gone with the actor. Owner only.
struct Cell::Extras {
    Failure last_failure = {};
    // Restarts of each child; of all together, under nobody, when they share their fate.
    std::unordered_map<probe::ActorId, std::vector<Instant>> child_restarts = {};
    std::vector<std::unique_ptr<Behaviour>> behaviours = {};  // The last one is in force.
    std::vector<std::unique_ptr<Behaviour>> former = {};      // One of them may be running yet.
    std::vector<Envelope*> stash = {};                        // Oldest first.
    std::unordered_set<probe::ActorId> watchers = {};
    std::unordered_set<probe::ActorId> watched = {};
    std::vector<ControlMail::Done> wait_for_restart = {};
    std::vector<ControlMail::Done> wait_for_stop = {};
};

}  // namespace callboard::runtime
