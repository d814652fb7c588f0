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
    explicit PoolScheduler(std::uint32_t workers);
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

    std::unique_ptr<Commons> commons_;
    std::vector<std::unique_ptr<PoolWorker>> workers_;
    std::vector<std::thread> threads_;
};

}  // namespace callboard::runtime
