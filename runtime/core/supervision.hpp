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

// At most this many restarts within the window; one more stops. A window of 0 is for ever.
struct RestartBudget {
    std::size_t restarts_max = 10;
    std::chrono::nanoseconds window = std::chrono::seconds(10);

    static constexpr std::size_t no_limit = SIZE_MAX;
};

// Waits before a restart, longer each time; the count begins again after a quiet window of
// the budget. The jitter keeps those that failed together from coming back together.
struct BackOff {
    std::chrono::nanoseconds initial{};  // 0: restart at once.
    double factor = 2.0;
    std::chrono::nanoseconds max = std::chrono::seconds(30);
    double jitter = 0.1;  // Up to this part of the wait, more or less.
};

// What a child told when it failed.
struct Failure {
    std::string text = {};          // Of the exception.
    std::string message = {};       // Type of the message that it handled; empty: it was starting.
    std::vector<void*> stack = {};  // Of the throw, see throw_site; empty: it was not noted.
};

// How an actor looks after its children. An actor that wants another way than the
// default has `Supervision supervision() const`.
struct Supervision {
    Strategy strategy = Strategy::OneForOne;
    RestartBudget budget = {};
    Directive (*decider)(const Failure& failure) = nullptr;  // Null: restart.
    BackOff back_off = {};

    // Restarts whatever happens.
    static Supervision always() {
        return {.budget = {RestartBudget::no_limit, std::chrono::seconds(10)}};
    }
    // Never gives up, but takes its time; after a `quiet` time it begins at `initial` again.
    static Supervision backing_off(BackOff back_off,
                                   std::chrono::nanoseconds quiet = std::chrono::seconds(10)) {
        return {.budget = {RestartBudget::no_limit, quiet}, .back_off = back_off};
    }
};

using Instant = std::chrono::nanoseconds;  // Since the system began, by its timers' clock.

struct Decision {
    Directive directive{};
    std::chrono::nanoseconds wait{};  // Before a restart.
};

// Decides from the past restarts alone, and notes this one if it is one: it reads
// no clock and touches no actor. What is older than the window is forgotten, and all of it
// when the budget is spent. `noise` is any number; from the same one comes the same jitter.
Decision decide(const Supervision& supervision, const Failure& failure,
                std::vector<Instant>& restarts, Instant now, std::uint64_t noise = 0);

}  // namespace callboard::runtime
