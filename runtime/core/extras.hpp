#pragma once

#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "runtime/core/behaviour_stack.hpp"
#include "runtime/core/cell.hpp"
#include "runtime/core/deadlines.hpp"
#include "runtime/core/middleware.hpp"
#include "runtime/core/quiet_time.hpp"
#include "runtime/core/stash.hpp"
#include "runtime/core/state_machine.hpp"
#include "runtime/core/supervision.hpp"
#include "runtime/core/task_turn.hpp"
#include "runtime/core/watches.hpp"

namespace callboard::runtime {

// What few actors ever need, and so no cell has room for. Made when it is first
// wanted, gone with the actor. Owner only.
struct Cell::Extras {
    Failure last_failure = {};
    std::optional<Supervision> supervision = {};  // None: the default. Never changes.
    // Restarts of each child; of all together, under nobody, when they share their fate.
    std::unordered_map<probe::ActorId, std::vector<Instant>> child_restarts = {};
    // Children that wait for what becomes of us, since their failures were escalated.
    struct Escalated {
        probe::ActorId child{};
        std::uint64_t restarts = 0;  // Of the child when it failed.
    };
    std::vector<Escalated> escalated = {};
    std::unique_ptr<StateMachine> machine = {};
    std::unordered_set<probe::ActorId> leaving = {};  // Children that it has told to stop.
    BehaviourStack behaviours = {};
    Stash stash = {};
    Watches watches = {};
    Deadlines deadlines = {};
    QuietTime quiet_time = {};
    std::vector<std::unique_ptr<TaskTurn>> tasks = {};  // Coroutines that wait.
    std::vector<ControlMail::Done> held = {};           // What goes on when it is resumed.
    std::unique_ptr<ReceiveChain> receive_chain = {};
    std::vector<SendMiddleware> send_links = {};
    std::vector<SpawnMiddleware> spawn_links = {};
    Ending ending = Ending::Stopped;
    std::vector<ControlMail::Done> wait_for_restart = {};
    std::vector<ControlMail::Done> wait_for_stop = {};
};

}  // namespace callboard::runtime
