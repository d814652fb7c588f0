#include "runtime/core/pool_scheduler.hpp"

#include <deque>
#include <mutex>
#include <utility>

#include "runtime/core/cell.hpp"
#include "runtime/core/futex.hpp"
#include "runtime/core/work_ring.hpp"

namespace callboard::runtime {
namespace {

constexpr std::uint32_t hand_overs_max = 64;  // In a row, before others get their turn.
constexpr std::uint32_t commons_every = 64;   // Turns between two looks at what came from outside.
constexpr std::uint64_t behind_after = 4096;  // Messages, in turns that all ended with more to do.
constexpr auto outsiders_wait_max = std::chrono::milliseconds(10);  // At a worker that is behind.
constexpr auto spin_for = std::chrono::microseconds(30);  // About what waking a thread costs.
constexpr auto sleep_max = std::chrono::hours(1);

}  // namespace

// What the workers share: cells from outside, and who sleeps.
class PoolScheduler::Commons {
public:
    void put(Cell& cell) {
        {
            const std::lock_guard lock(mutex_);
            cells_.push_back(&cell);
            waiting_.store(cells_.size(), std::memory_order_seq_cst);
        }
        wake_one();
    }

    Cell* take() {
        if (waiting_.load(std::memory_order_seq_cst) == 0) return nullptr;
        const std::lock_guard lock(mutex_);
        if (cells_.empty()) return nullptr;
        Cell* const cell = cells_.front();
        cells_.pop_front();
        waiting_.store(cells_.size(), std::memory_order_relaxed);
        return cell;
    }

    void wake_one() {
        if (sleepers_.load(std::memory_order_seq_cst) == 0) return;
        epoch_.fetch_add(1, std::memory_order_seq_cst);
        futex_wake(epoch_, 1);
    }

    // `look` is asked once more after everyone can see that we are going to sleep.
    template <class Look>
    void sleep_unless(Look look) {
        sleepers_.fetch_add(1, std::memory_order_seq_cst);
        const auto epoch = epoch_.load(std::memory_order_seq_cst);
        if (!look() && !stopping()) futex_wait(epoch_, epoch, sleep_max);
        sleepers_.fetch_sub(1, std::memory_order_seq_cst);
    }

    void stop() {
        stopping_.store(true, std::memory_order_seq_cst);
        epoch_.fetch_add(1, std::memory_order_seq_cst);
        futex_wake(epoch_, INT32_MAX);
    }
    bool stopping() const { return stopping_.load(std::memory_order_acquire); }
    bool empty() const { return waiting_.load(std::memory_order_seq_cst) == 0; }

private:
    std::mutex mutex_;
    std::deque<Cell*> cells_;
    alignas(64) std::atomic<std::size_t> waiting_{0};
    alignas(64) std::atomic<std::uint32_t> sleepers_{0};
    std::atomic<std::uint32_t> epoch_{0};
    std::atomic<bool> stopping_{false};
};

class PoolScheduler::PoolWorker final : public Worker {
public:
    PoolWorker(PoolScheduler& pool, std::size_t index) : Worker(pool), pool_(pool), index_(index) {}

    void work() {
        become_current();
        while (Cell* cell = next()) unfinished_ = turn(*cell, pool_.turn_) ? unfinished_ + 1 : 0;
    }

private:
    Cell* next() {
        for (;;) {
            // Read before the look for work: what was submitted before the end is still run.
            // Actors are gone by then; what is left are letters to bury.
            const bool ending = commons().stopping();
            if (hand_overs_ < hand_overs_max)
                if (Cell* cell = take_handed_over()) return ++hand_overs_, cell;
            hand_overs_ = 0;
            if (Cell* cell = find()) return cell;
            if (ending) return nullptr;
            if (!spin()) commons().sleep_unless([this] { return anything(); });
        }
    }

    // In the order of what is cheap, but for outsiders, who get a turn now and then.
    Cell* find() {
        if (++turns_ % commons_every == 0 && outsiders_may_come())
            if (Cell* cell = commons().take()) return cell;
        if (Cell* cell = ring_.take()) return cell;
        if (Cell* cell = take_handed_over()) return cell;
        if (Cell* cell = commons().take()) return cell;
        return steal();
    }

    // A worker is behind when turn after turn leaves a cell with more to do. What comes from
    // outside then waits, for a moment: a backlog is best worked off while it is small.
    bool outsiders_may_come() {
        const auto backlog = unfinished_ * static_cast<std::uint64_t>(pool_.turn_);
        const bool was_behind = std::exchange(behind_, backlog >= behind_after);
        if (!behind_) return true;
        const auto now = std::chrono::steady_clock::now();
        if (!was_behind) behind_since_ = now;
        if (now - behind_since_ < outsiders_wait_max) return false;
        behind_ = false;  // The next wait begins with the next look.
        return true;
    }

    Cell* steal() {
        const auto& workers = pool_.workers_;
        for (std::size_t i = 1; i < workers.size(); ++i) {
            WorkRing& theirs = workers[(index_ + i) % workers.size()]->ring_;
            Cell* const first = theirs.take();
            if (first == nullptr) continue;
            for (auto half = theirs.size() / 2; half > 0; --half)
                if (Cell* cell = theirs.take()) expose(*cell);
            return first;
        }
        return nullptr;
    }

    bool spin() const {
        const auto until = std::chrono::steady_clock::now() + spin_for;
        do {
            for (int i = 0; i < 64; ++i) {
                if (anything() || commons().stopping()) return true;
                spin_pause();
            }
        } while (std::chrono::steady_clock::now() < until);
        return false;
    }

    bool anything() const {
        if (!commons().empty()) return true;
        for (const auto& worker : pool_.workers_)
            if (worker->ring_.size() > 0) return true;
        return false;
    }

    void expose(Cell& cell) override {
        if (ring_.push(cell))
            commons().wake_one();
        else
            commons().put(cell);
    }

    Commons& commons() const { return *pool_.commons_; }

    PoolScheduler& pool_;
    std::size_t index_;
    std::uint32_t hand_overs_ = 0;
    std::uint32_t turns_ = 0;
    std::uint64_t unfinished_ = 0;  // Turns in a row that left a cell with more to do.
    bool behind_ = false;
    std::chrono::steady_clock::time_point behind_since_{};
    WorkRing ring_;
};

std::shared_ptr<Scheduler> own_thread() { return std::make_shared<PoolScheduler>(1); }

PoolScheduler::PoolScheduler(std::uint32_t workers, int turn)
    : turn_(turn), commons_(std::make_unique<Commons>()) {
    for (std::size_t i = 0; i < workers; ++i)
        workers_.push_back(std::make_unique<PoolWorker>(*this, i));
    for (auto& worker : workers_) threads_.emplace_back([&worker = *worker] { worker.work(); });
}

PoolScheduler::~PoolScheduler() { stop(); }

void PoolScheduler::submit(Cell& cell) { commons_->put(cell); }

void PoolScheduler::run_until(std::atomic<std::uint32_t>& done) {
    while (done.load(std::memory_order_acquire) == 0) futex_wait(done, 0, sleep_max);
}

void PoolScheduler::stop() {
    commons_->stop();
    for (auto& thread : threads_) thread.join();
    threads_.clear();
}

std::uint32_t PoolScheduler::worker_count() const {
    return static_cast<std::uint32_t>(workers_.size());
}

std::uint64_t PoolScheduler::handled() const {
    std::uint64_t sum = 0;
    for (const auto& worker : workers_) sum += worker->handled.read();
    return sum;
}

std::uint64_t PoolScheduler::dead_letters() const {
    std::uint64_t sum = 0;
    for (const auto& worker : workers_) sum += worker->dead_letters.read();
    return sum;
}

}  // namespace callboard::runtime
