#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace callboard::runtime {

class Cell;

// Cells that wait for a turn at one worker, first in, first out. Its worker
// pushes; anyone takes, from the same end, so that what waited longest runs next
// whoever runs it. Bounded; what does not fit goes to the scheduler's common queue.
class WorkRing {
public:
    static constexpr std::size_t capacity = 4096;

    // Its worker. False: full.
    bool push(Cell& cell) {
        const auto tail = tail_.load(std::memory_order_relaxed);
        if (tail - head_.load(std::memory_order_acquire) == capacity) return false;
        slots_[tail % capacity].store(&cell, std::memory_order_relaxed);
        // Sequentially consistent: the pusher looks for sleepers next, and a worker that goes to
        // sleep looks here after it said so. One of them must see the other.
        tail_.store(tail + 1, std::memory_order_seq_cst);
        return true;
    }

    // Anyone. Null: empty, or another taker was faster.
    Cell* take() {
        auto head = head_.load(std::memory_order_acquire);
        if (head == tail_.load(std::memory_order_seq_cst)) return nullptr;
        Cell* const cell = slots_[head % capacity].load(std::memory_order_relaxed);
        // A slot is written again only after the head has passed it: then this fails.
        return head_.compare_exchange_strong(head, head + 1, std::memory_order_acq_rel) ? cell
                                                                                        : nullptr;
    }

    std::size_t size() const {
        const auto head = head_.load(std::memory_order_relaxed);
        const auto tail = tail_.load(std::memory_order_seq_cst);
        return tail > head ? static_cast<std::size_t>(tail - head) : 0;
    }

private:
    alignas(64) std::atomic<std::uint64_t> head_{0};
    alignas(64) std::atomic<std::uint64_t> tail_{0};
    std::array<std::atomic<Cell*>, capacity> slots_{};
};

}  // namespace callboard::runtime
