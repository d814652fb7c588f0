#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "runtime/core/scheduler.hpp"
#include "runtime/core/worker.hpp"

namespace callboard::runtime {

// Runs its actors when a loop of yours says so, such as the one that draws a window. One
// thread calls `run_ready`; `wake`, if given, is called from any thread when there is
// something to run. When the system ends, a thread of its own runs what is left.
class LoopScheduler final : public Scheduler {
public:
    explicit LoopScheduler(std::function<void()> wake = nullptr);
    ~LoopScheduler() override;

    std::size_t run_ready();  // How many turns that were.

    void submit(Cell& cell) override;
    void run_until(std::atomic<std::uint32_t>& done) override;
    void run_alone() override;
    void stop() override;
    std::uint32_t worker_count() const override { return 1; }
    std::uint64_t handled() const override;
    std::uint64_t dead_letters() const override;

private:
    class LoopWorker;
    Cell* take();

    const std::function<void()> wake_;
    std::mutex mutex_;
    std::condition_variable came_;
    std::deque<Cell*> ready_;
    bool stopping_ = false;
    std::unique_ptr<LoopWorker> worker_;
    std::thread thread_;
};

}  // namespace callboard::runtime
