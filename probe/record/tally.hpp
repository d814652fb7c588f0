#pragma once

#include <atomic>
#include <cstdint>

namespace callboard::probe {

// A counter with one writer and any number of readers. Load and store are
// enough then: twenty times cheaper than a locked add.
class Tally {
public:
    void add(std::uint64_t amount) {  // The one writer.
        value_.store(value_.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
    }
    void reset() { value_.store(0, std::memory_order_relaxed); }  // The one writer.
    // Any thread. Acquire: whoever reads several, and then whether they were valid, reads in
    // that order; on x86 it costs nothing.
    std::uint64_t read() const { return value_.load(std::memory_order_acquire); }

private:
    std::atomic<std::uint64_t> value_{0};
};

}  // namespace callboard::probe
