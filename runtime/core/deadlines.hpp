#pragma once

#include <chrono>
#include <cstdint>
#include <unordered_map>

#include "runtime/core/continuation.hpp"
#include "runtime/core/timers.hpp"

namespace callboard::runtime {

// The asks of an actor that must be answered in time. Owner only.
class Deadlines {
public:
    void set(Timers& timers, Continuation& continuation, Timers::Duration limit);
    // The answer came. False: too late.
    bool meet(Timers& timers, const Continuation& continuation);
    // The time of this number came. Null: the answer was there before.
    Continuation* pass(std::uint64_t number);
    void forget_all(Timers& timers);

private:
    struct Deadline {
        Continuation* continuation;
        TimerId timer;
    };
    std::unordered_map<std::uint64_t, Deadline> pending_;
    std::uint64_t last_ = 0;
};

}  // namespace callboard::runtime
