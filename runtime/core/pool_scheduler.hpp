#pragma once

#include <memory>
#include <thread>
#include <vector>

#include "runtime/core/scheduler.hpp"

namespace callboard::runtime {

// Workers, one thread each. A cell that was just woken runs next on the worker
// that woke it; what waits beyond that lies in the worker's ring, where idle
// workers take half of it. A worker that finds nothing spins for a moment, then
// sleeps until it is woken; an idle system uses no CPU.
class PoolScheduler final : public Scheduler {
public:
    static constexpr int usual_turn = 256;  // Messages; amortises what a turn costs.

    // An actor handles at most `turn` messages before others have theirs.
    explicit PoolScheduler(std::uint32_t workers, int turn = usual_turn);
    ~PoolScheduler() override;

    void submit(Cell& cell) override;
    void run_until(std::atomic<std::uint32_t>& done) override;
    void stop() override;
    std::uint32_t worker_count() const override;
    std::uint64_t handled() const override;
    std::uint64_t dead_letters() const override;

private:
    class PoolWorker;
    class Commons;

    const int turn_;
    std::unique_ptr<Commons> commons_;
    std::vector<std::unique_ptr<PoolWorker>> workers_;
    std::vector<std::thread> threads_;
};

// A dispatcher with a thread of its own, for one actor or some: for what blocks, or must
// always be on the same thread.
std::shared_ptr<Scheduler> own_thread();

}  // namespace callboard::runtime
