#pragma once

#include <cstdint>
#include <utility>

#include "probe/record/tally.hpp"
#include "runtime/core/scheduler.hpp"

namespace callboard::runtime {

struct Outfit;

// What a thread that runs actors carries with it. The thread it belongs to only,
// but for the tallies, which anyone may read.
class Worker {
public:
    explicit Worker(Scheduler& scheduler) : scheduler_(&scheduler) {}
    virtual ~Worker() = default;
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    static Worker* of_this_thread() { return current_; }

    Scheduler* scheduler() const { return scheduler_; }
    Cell* running() const { return running_; }  // Null between two turns.
    // What the messages that are sent now get on their way; null: nothing.
    const Outfit* outfit() const { return outfit_; }
    const Outfit* dress(const Outfit* outfit) { return std::exchange(outfit_, outfit); }

    // The next cell to run here, while what it will read is still in the cache. One
    // place only: an older hand-over goes to where others can take it.
    void hand_over(Cell& cell) {
        if (handed_over_ != nullptr) expose(*handed_over_);
        handed_over_ = &cell;
        sends_since_ = 0;
    }
    // A turn that goes on sending should not keep the cell it woke from idle workers.
    void note_send() {
        if (handed_over_ != nullptr && ++sends_since_ == sends_before_exposing)
            expose(*std::exchange(handed_over_, nullptr));
    }

    // A push that found its target awake. Counted here and added to the target in
    // batches: an atomic add for each would be a fifth of what a message costs.
    void note_queued(Cell& target) {
        if (&target != queued_for_ || queued_count_ == queued_batch) {
            flush_queued();
            queued_for_ = &target;
        }
        ++queued_count_;
    }
    void flush_queued();

    probe::Tally handled;
    probe::Tally dead_letters;

protected:
    virtual void expose(Cell& cell) = 0;  // To where every worker can take it.

    // Runs one turn of a cell, of at most `budget` messages. True: it has more to do.
    bool turn(Cell& cell, int budget);
    Cell* take_handed_over() { return std::exchange(handed_over_, nullptr); }
    void become_current() { current_ = this; }
    static void resign(Worker* former) { current_ = former; }

private:
    static constexpr std::uint32_t sends_before_exposing = 32;
    static constexpr std::uint32_t queued_batch = 64;
    static constinit thread_local Worker* current_;

    Scheduler* scheduler_;
    Cell* running_ = nullptr;
    const Outfit* outfit_ = nullptr;
    Cell* handed_over_ = nullptr;
    Cell* queued_for_ = nullptr;
    std::uint32_t queued_count_ = 0;
    std::uint32_t sends_since_ = 0;
};

}  // namespace callboard::runtime
