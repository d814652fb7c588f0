#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/workload.hpp"

namespace callboard::bench {

// Something that runs the workloads: ourselves or a peer. Each run is a process
// of its own, so that no run finds the memory or the threads of another.
struct Program {
    std::string name;
    // The command of one run; {workers}, {workload} and {operations} are filled in.
    std::vector<std::string> command;
    // Workloads that mean nothing to it.
    std::vector<std::string_view> lacks = {};

    bool knows(const Workload& workload) const;
};

Program our_program();

// The peers that were built beside us; a name for each that was not is added to `missing`.
std::vector<Program> peer_programs(std::vector<std::string>& missing);

// Runs it once. Throws a sentence when it fails, says nothing sensible or takes minutes.
Measurement run(const Program& program, const Workload& workload, unsigned workers,
                std::uint64_t operations);

}  // namespace callboard::bench
