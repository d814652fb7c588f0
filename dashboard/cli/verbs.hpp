#pragma once

#include "dashboard/cli/doors.hpp"
#include "dashboard/cli/options.hpp"
#include "dashboard/cli/outcome.hpp"
#include "dashboard/cli/session.hpp"
#include "dashboard/cli/terminal.hpp"

namespace callboard::dashboard {

// What every verb is given.
struct Visit {
    Session& session;
    const Options& options;
    const Doors& doors;
    const Terminal& terminal;
};

// Looking: looking_verbs.cpp. All verbs throw Failure.
ExitCode list_actors(const Visit& visit);
ExitCode show_top(const Visit& visit);
ExitCode show_tree(const Visit& visit);      // tree_verb.cpp
ExitCode inspect_actor(const Visit& visit);  // inspect_verb.cpp

// Acting: acting_verbs.cpp.
ExitCode stop_actor(const Visit& visit);
ExitCode restart_actor(const Visit& visit);
ExitCode send_message(const Visit& visit);  // message_verbs.cpp
ExitCode ask_actor(const Visit& visit);
ExitCode record_frames(const Visit& visit);  // record_verb.cpp

ExitCode list_programs(const Options& options, const Doors& doors, const Terminal& terminal);

// Prints what came of an order, and turns it into an exit code.
ExitCode report(const Visit& visit, const probe::Reply& reply);

// Does what the options say. Errors are one sentence on `terminal.err`.
ExitCode run_verb(const Options& options, const Doors& doors, const Terminal& terminal);

}  // namespace callboard::dashboard
