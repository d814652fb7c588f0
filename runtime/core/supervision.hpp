#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace callboard::runtime {

// What a parent makes of a child's failure.
enum class Directive : std::uint8_t { Restart, Stop };

// At most this many restarts within the window; one more stops the child.
struct RestartBudget {
    std::size_t restarts_max = 10;
    std::chrono::nanoseconds window = std::chrono::seconds(10);
};

using Instant = std::chrono::steady_clock::time_point;

// Notes the failure and decides, from the past failures alone: it reads no clock
// and touches no actor. Failures older than the window are forgotten.
Directive decide(const RestartBudget& budget, std::vector<Instant>& failures, Instant now);

}  // namespace callboard::runtime
