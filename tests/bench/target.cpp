#include "tests/bench/target.hpp"

#include <algorithm>
#include <iterator>

namespace callboard::bench {
namespace {

struct Target {
    std::string_view row;
    double one_worker;
    double two_workers;
    double times_caf;  // With one worker.
    double times_erlang;
};

// `actor_bytes`: 256 and the 8 bytes of state that each holds here.
constexpr Target targets[] = {
    {"pingpong", 25, 30, 8, 7}, {"ring", 25, 30, 8, 7},        {"count", 20, 25, 8, 2.5},
    {"fanin", 15, 25, 8, 5},    {"bank", 80, 150, 11, 6},      {"ask", 75, 0, 7, 6},
    {"ask_pipe", 30, 0, 25, 5}, {"ask_block", 2000, 0, 20, 0}, {"skynet", 150, 90, 8, 15},
    {"spawn", 300, 300, 6, 5},  {"actor_bytes", 264, 0, 4, 3}, {"restart", 1500, 0, 3, 40},
    {"replace", 300, 0, 5, 3},
};

constexpr Target none{"", 0, 0, 0, 0};

const Target& find(std::string_view row) {
    const auto* found = std::find_if(std::begin(targets), std::end(targets),
                                     [&](const Target& target) { return target.row == row; });
    return found == std::end(targets) ? none : *found;
}

}  // namespace

double target_of(std::string_view row, unsigned workers) {
    const Target& target = find(row);
    return workers == 1 ? target.one_worker : workers == 2 ? target.two_workers : 0;
}

double lead_target_of(std::string_view row, unsigned workers, std::string_view peer) {
    const Target& target = find(row);
    if (workers != 1) return 0;
    return peer == "caf" ? target.times_caf : peer == "erlang" ? target.times_erlang : 0;
}

}  // namespace callboard::bench
