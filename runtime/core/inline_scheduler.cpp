#include "runtime/core/inline_scheduler.hpp"

#include <chrono>
#include <deque>

#include "runtime/core/cell.hpp"
#include "runtime/core/futex.hpp"

namespace callboard::runtime {
namespace {
constexpr int turn_budget = 256;
}

// What a thread is while it runs actors for a send of its own.
class InlineScheduler::Guest final : public Worker {
public:
    explicit Guest(InlineScheduler& scheduler) : Worker(scheduler), scheduler_(scheduler) {
        become_current();
    }
    ~Guest() override {
        resign(host_);
        scheduler_.handled_.fetch_add(handled.read(), std::memory_order_relaxed);
        scheduler_.dead_letters_.fetch_add(dead_letters.read(), std::memory_order_relaxed);
    }

    void run(Cell& first) {
        ready_.push_back(&first);
        while (!ready_.empty()) {
            Cell* const cell = ready_.front();
            ready_.pop_front();
            turn(*cell, turn_budget);
            if (Cell* woken = take_handed_over()) expose(*woken);
        }
    }

private:
    void expose(Cell& cell) override { ready_.push_back(&cell); }

    InlineScheduler& scheduler_;
    Worker* const host_ = of_this_thread();  // Before we take its place.
    std::deque<Cell*> ready_;
};

void InlineScheduler::submit(Cell& cell) { Guest(*this).run(cell); }

void InlineScheduler::run_until(std::atomic<std::uint32_t>& done) {
    while (done.load(std::memory_order_acquire) == 0) futex_wait(done, 0, std::chrono::hours(1));
}

}  // namespace callboard::runtime
