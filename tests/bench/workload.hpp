#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace callboard::bench {

// What every program does, ours and the peers', with the same parameters:
//   pingpong  one ball between two actors                       an operation: one message
//   ring      one ball through a ring of 1,000 actors                          one message
//   count     one producer fills the mailbox of one counter                    one message
//   fanin     eight producers send to one counter                              one message
//   spawn     actors in batches of 10,000, each answers once and stays idle    one actor
struct Workload {
    std::string_view name;
    std::uint64_t operations;
    std::uint64_t operations_quick;
};

std::span<const Workload> workloads();

// What one run of one program found out.
struct Measurement {
    double ns_per_operation = 0;
    double bytes_per_actor = 0;  // 0: not a question of this workload.
};

}  // namespace callboard::bench
