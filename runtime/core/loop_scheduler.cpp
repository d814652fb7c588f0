#include "runtime/core/loop_scheduler.hpp"

#include <utility>

#include "runtime/core/cell.hpp"

namespace callboard::runtime {
namespace {
constexpr int turn_budget = 256;
}

class LoopScheduler::LoopWorker final : public Worker {
public:
    using Worker::Worker;

    void run(Cell& cell) {
        Worker* const outer = of_this_thread();
        become_current();
        turn(cell, turn_budget);
        if (Cell* woken = take_handed_over()) expose(*woken);
        resign(outer);
    }

private:
    void expose(Cell& cell) override { scheduler()->submit(cell); }
};

LoopScheduler::LoopScheduler(std::function<void()> wake)
    : wake_(std::move(wake)), worker_(std::make_unique<LoopWorker>(*this)) {}

LoopScheduler::~LoopScheduler() { stop(); }

Cell* LoopScheduler::take() {
    const std::lock_guard lock(mutex_);
    if (ready_.empty()) return nullptr;
    Cell* const cell = ready_.front();
    ready_.pop_front();
    return cell;
}

std::size_t LoopScheduler::run_ready() {
    std::size_t turns = 0;
    for (; Cell* cell = take(); ++turns) worker_->run(*cell);
    return turns;
}

void LoopScheduler::submit(Cell& cell) {
    {
        const std::lock_guard lock(mutex_);
        ready_.push_back(&cell);
    }
    came_.notify_one();
    if (wake_) wake_();
}

void LoopScheduler::run_until(std::atomic<std::uint32_t>& done) {
    while (done.load(std::memory_order_acquire) == 0) {
        run_ready();
        std::unique_lock lock(mutex_);
        came_.wait(lock, [&] { return !ready_.empty() || done.load() != 0; });
    }
}

void LoopScheduler::run_alone() {
    if (thread_.joinable()) return;
    thread_ = std::thread([this] {
        for (;;) {
            run_ready();
            std::unique_lock lock(mutex_);
            came_.wait(lock, [&] { return !ready_.empty() || stopping_; });
            if (stopping_ && ready_.empty()) return;
        }
    });
}

void LoopScheduler::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    came_.notify_one();
    if (thread_.joinable()) thread_.join();
}

std::uint64_t LoopScheduler::handled() const { return worker_->handled.read(); }
std::uint64_t LoopScheduler::dead_letters() const { return worker_->dead_letters.read(); }

}  // namespace callboard::runtime
