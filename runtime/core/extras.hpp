#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/core/cell.hpp"
#include "runtime/core/supervision.hpp"

namespace callboard::runtime {

// What few actors ever need, and so no cell has room for. Made when it is first
// wanted, gone with the actor. Owner only.
struct Cell::Extras {
    std::string last_failure = {};
    std::string last_failure_message = {};  // Type of the message that was handled.
    std::unordered_map<probe::ActorId, std::vector<Instant>> child_failures = {};
    std::vector<ControlMail::Done> wait_for_restart = {};
    std::vector<ControlMail::Done> wait_for_stop = {};
};

}  // namespace callboard::runtime
