#pragma once

#include <cstdint>
#include <string>

namespace callboard::bench {

// Runs a workload on our own runtime, prints its figure checks it and ends the process.
[[noreturn]] void run_ours(const std::string& workload, unsigned workers, std::uint64_t operations);

}  // namespace callboard::bench
