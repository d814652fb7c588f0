#pragma once

#include <atomic>

#include "runtime/core/scheduler.hpp"

namespace callboard::runtime {

// The caller's thread: whoever sends to an actor runs it there and then, and has it handled
// when the send returns; unless it is being run already, then who runs it goes on. What such
// actors send to each other waits until the one before has finished its turn. Any thread.
class InlineScheduler final : public Scheduler {
public:
    void submit(Cell& cell) override;
    void run_until(std::atomic<std::uint32_t>& done) override;
    void stop() override {}
    std::uint32_t worker_count() const override { return 0; }  // It has no threads.
    std::uint64_t handled() const override { return handled_.load(std::memory_order_relaxed); }
    std::uint64_t dead_letters() const override {
        return dead_letters_.load(std::memory_order_relaxed);
    }

private:
    class Guest;

    std::atomic<std::uint64_t> handled_{0};
    std::atomic<std::uint64_t> dead_letters_{0};
};

}  // namespace callboard::runtime
