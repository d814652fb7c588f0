#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace callboard::runtime {

class Cell;

// Decides when and where a cell with mail runs. A cell is submitted by whoever
// became its owner, so a scheduler never holds the same cell twice.
class Scheduler {
public:
    virtual ~Scheduler() = default;

    virtual void submit(Cell& cell) = 0;  // Any thread.

    // Returns when `done` is not 0. Called from outside, by the thread that ends a system.
    virtual void run_until(std::atomic<std::uint32_t>& done) = 0;
    // The system ends: what only ran when somebody called runs by itself from now on.
    virtual void run_alone() {}
    // Runs what is left, so that every letter is buried; after this nothing runs any more.
    // Called once.
    virtual void stop() = 0;

    virtual std::uint32_t worker_count() const = 0;  // Any thread.
    virtual std::uint64_t handled() const = 0;       // Messages, all workers. Any thread.
    virtual std::uint64_t dead_letters()
        const = 0;  // Found by this scheduler's workers. Any thread.
};

}  // namespace callboard::runtime
