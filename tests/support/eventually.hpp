#pragma once

#include <chrono>
#include <thread>

namespace callboard::tests {

// Waits until something that other threads do is done, and no longer than
// `limit`. The pauses only spare the processor; nothing depends on their length.
template <class Condition>
bool eventually(Condition condition, std::chrono::milliseconds limit = std::chrono::seconds(20)) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!condition()) {
        if (std::chrono::steady_clock::now() >= end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

}  // namespace callboard::tests
