#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace callboard::bench {

// What every program does, ours and the peers', with the same parameters:
//   pingpong   one ball between two actors                     an operation: one message
//   ring       one ball through a ring of 1,000 actors                        one message
//   count      one producer fills the mailbox of one counter                  one message
//   fanin      eight producers send to one counter                            one message
//   bank       transfers between 100 accounts, 1,000 under way    one transfer, 4 messages
//   ask        an actor asks another, the next when the answer is there         one answer
//   ask_pipe   the same with 1,000 questions under way                          one answer
//   ask_block  a thread that is no actor asks, and waits for each answer        one answer
//   skynet     a tree of ten branches at each node grows, sums up and goes       one actor
//   spawn      actors in batches of 10,000, each answers once and stays idle     one actor
//   restart    a handler throws, its actor begins anew and answers a message   one restart
//   replace    an actor ends, another is spawned in its place                    one actor
struct Workload {
    std::string_view name;
    std::uint64_t operations;  // `skynet`: leaves, a power of ten.
    std::uint64_t operations_quick;
};

std::span<const Workload> workloads();

// What one run of one program found out.
struct Measurement {
    double ns_per_operation = 0;
    double bytes_per_actor = 0;  // 0: not a question of this workload.
};

}  // namespace callboard::bench
