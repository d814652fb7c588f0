#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace callboard::runtime {

// What a parent makes of a child's failure.
enum class Directive : std::uint8_t {
    Resume,   // As if nothing had happened: same object, next message.
    Restart,  // A new object, the same reference, name and mailbox.
    Stop,
    Escalate,  // The parent can not tell either: it fails with the same failure.
};

// Whom it concerns.
enum class Strategy : std::uint8_t {
    OneForOne,   // The child that failed.
    AllForOne,   // All children.
    RestForOne,  // The child that failed and those spawned after it.
};

// At most this many restarts within the window; one more stops.
struct RestartBudget {
    std::size_t restarts_max = 10;
    std::chrono::nanoseconds window = std::chrono::seconds(10);
};

// What a child told when it failed.
struct Failure {
    std::string text = {};     // Of the exception.
    std::string message = {};  // Type of the message that it handled; empty: it was starting.
};

// How an actor looks after its children. An actor that wants another way than the
// default has `Supervision supervision() const`.
struct Supervision {
    Strategy strategy = Strategy::OneForOne;
    RestartBudget budget = {};
    Directive (*decider)(const Failure& failure) = nullptr;  // Null: restart.
};

using Instant = std::chrono::steady_clock::time_point;

// Decides from the past restarts alone, and notes this one if it is one: it reads
// no clock and touches no actor. What is older than the window is forgotten.
Directive decide(const Supervision& supervision, const Failure& failure,
                 std::vector<Instant>& restarts, Instant now);

}  // namespace callboard::runtime
