#pragma once

#include <caf/all.hpp>

#include <cstddef>
#include <cstdint>

// The workloads of workload.hpp on CAF. Each does its work, checks the result, prints
// the figure and ends the process.
namespace callboard::bench {

void pass_ball(caf::actor_system& system, std::size_t players, std::uint64_t hops);
void fan_in(caf::actor_system& system, std::uint64_t producers, std::uint64_t messages);
void move_money(caf::actor_system& system, std::uint64_t transfers);
void ask_from_actor(caf::actor_system& system, std::uint64_t questions, std::uint64_t window);
void ask_from_outside(caf::actor_system& system, std::uint64_t questions);
void grow_tree(caf::actor_system& system, std::uint64_t leaves);
void spawn_many(caf::actor_system& system, std::uint64_t amount);
void restart_child(caf::actor_system& system, std::uint64_t times);
void replace_child(caf::actor_system& system, std::uint64_t times);

}  // namespace callboard::bench
