#include "tests/bench/workload.hpp"

namespace callboard::bench {

std::span<const Workload> workloads() {
    static constexpr Workload all[] = {
        {"pingpong", 2'000'000, 200'000}, {"ring", 1'000'000, 100'000},
        {"count", 5'000'000, 500'000},    {"fanin", 8'000'000, 800'000},
        {"bank", 1'000'000, 100'000},     {"ask", 1'000'000, 100'000},
        {"ask_pipe", 1'000'000, 100'000}, {"ask_block", 50'000, 5'000},
        {"skynet", 1'000'000, 100'000},   {"spawn", 1'000'000, 100'000},
        {"restart", 50'000, 5'000},       {"replace", 200'000, 20'000},
    };
    return all;
}

}  // namespace callboard::bench
