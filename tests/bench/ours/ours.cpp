#include "tests/bench/ours/ours.hpp"

#include <cstdio>
#include <cstdlib>

#include "tests/bench/ours/workloads.hpp"

namespace callboard::bench {

void run_ours(const std::string& workload, unsigned workers, std::uint64_t operations) {
    System system{SystemOptions{.workers = workers}};
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
    std::fprintf(stderr, "There is no workload \"%s\".\n", workload.c_str());
    std::exit(2);
}

}  // namespace callboard::bench
