#include "runtime/testing/step_scheduler.hpp"

#include "runtime/core/cell.hpp"

namespace callboard::runtime {

class StepScheduler::StepWorker final : public Worker {
public:
    using Worker::Worker;

    void step(Cell& cell) {
        Worker* const outer = of_this_thread();
        become_current();
        turn(cell, 1);
        if (Cell* woken = take_handed_over()) expose(*woken);
        resign(outer);
    }

private:
    void expose(Cell& cell) override { scheduler()->submit(cell); }
};

StepScheduler::StepScheduler(std::uint64_t seed)
    : random_(seed), worker_(std::make_unique<StepWorker>(*this)) {}

StepScheduler::~StepScheduler() = default;

void StepScheduler::submit(Cell& cell) { ready_.push_back(&cell); }

bool StepScheduler::step() {
    if (ready_.empty()) return false;
    const auto index = static_cast<std::size_t>(random_() % ready_.size());
    Cell* const cell = ready_[index];
    ready_[index] = ready_.back();
    ready_.pop_back();
    worker_->step(*cell);
    return true;
}

void StepScheduler::run_until_quiet() {
    while (step()) {}
}

void StepScheduler::run_until(std::atomic<std::uint32_t>& done) {
    while (done.load(std::memory_order_acquire) == 0 && step()) {}
}

std::uint64_t StepScheduler::handled() const { return worker_->handled.read(); }
std::uint64_t StepScheduler::dead_letters() const { return worker_->dead_letters.read(); }

}  // namespace callboard::runtime
