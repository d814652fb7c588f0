#pragma once

#include <callboard/callboard.hpp>

#include <cstddef>
#include <cstdint>

// The workloads of workload.hpp on our own runtime. Each does its work, checks the
// result, prints the figure and ends the process.
namespace callboard::bench {

[[noreturn]] void pass_ball(System& system, std::size_t players, std::uint64_t hops);
[[noreturn]] void fan_in(System& system, std::uint64_t producers, std::uint64_t messages);
[[noreturn]] void move_money(System& system, std::uint64_t transfers);
[[noreturn]] void ask_from_actor(System& system, std::uint64_t questions, std::uint64_t window);
[[noreturn]] void ask_from_outside(System& system, std::uint64_t questions);
[[noreturn]] void grow_tree(System& system, std::uint64_t leaves);
[[noreturn]] void spawn_many(System& system, std::uint64_t amount);
[[noreturn]] void restart_child(System& system, std::uint64_t times);
[[noreturn]] void replace_child(System& system, std::uint64_t times);

}  // namespace callboard::bench
