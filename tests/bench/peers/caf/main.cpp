// The workloads of tests/bench/workload.hpp for the C++ Actor Framework 0.17 of Debian 12.
// caf_peer WORKLOAD WORKERS OPERATIONS
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/bench/peers/caf/workloads.hpp"

using namespace callboard::bench;

int main(int argument_count, char** arguments) {
    if (argument_count != 4) {
        std::fprintf(stderr, "caf_peer WORKLOAD WORKERS OPERATIONS\n");
        return 2;
    }
    const std::string workload = arguments[1];
    const std::uint64_t operations = std::strtoull(arguments[3], nullptr, 10);
    caf::actor_system_config config;
    config.set("scheduler.max-threads", std::strtoull(arguments[2], nullptr, 10));
    caf::actor_system system{config};
    if (workload == "pingpong") pass_ball(system, 2, operations);
    if (workload == "ring") pass_ball(system, 1000, operations);
    if (workload == "count") fan_in(system, 1, operations);
    if (workload == "fanin") fan_in(system, 8, operations);
    if (workload == "bank") move_money(system, operations);
    if (workload == "ask") ask_from_actor(system, operations, 1);
    if (workload == "ask_pipe") ask_from_actor(system, operations, 1000);
    if (workload == "ask_block") ask_from_outside(system, operations);
    if (workload == "skynet") grow_tree(system, operations);
    if (workload == "spawn") spawn_many(system, operations);
    if (workload == "restart") restart_child(system, operations);
    if (workload == "replace") replace_child(system, operations);
    std::fprintf(stderr, "caf_peer knows no workload \"%s\"\n", workload.c_str());
    return 2;
}
