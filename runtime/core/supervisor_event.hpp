#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "runtime/core/supervision.hpp"
#include "runtime/message/actor_address.hpp"

namespace callboard::runtime {

// Told to a system's event stream: what a parent made of a child's failure.
struct SupervisorEvent {
    ActorAddress supervisor = {};
    ActorAddress child = {};
    std::string text = {};     // Of the exception.
    std::string message = {};  // Type of the message that was handled; empty: it was starting.
    Directive directive{};
    std::size_t restarts = 0;  // Within the budget's window, this one included.
    std::chrono::nanoseconds wait{};
};

}  // namespace callboard::runtime
