#include "runtime/core/timers.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "runtime/core/cells.hpp"
#include "runtime/core/door.hpp"
#include "runtime/core/ref.hpp"

namespace callboard::runtime {
namespace {

constexpr auto longest_nap = std::chrono::hours(1);

void discard(Envelope* message) {
    destroy_payload(*message);
    give_envelope(message);
}

}  // namespace

struct Timers::Pending {
    Order order;
    std::uint64_t restarts = 0;  // Of the actor, when the timer was set.
    TimerId id{};

    bool still_wanted() const {
        const Cell* cell = cells::find(order.to);
        return cell != nullptr && cell->is(order.to) && cell->restarts() == restarts;
    }
    ~Pending() {
        if (order.message != nullptr) discard(order.message);
        act(false);
    }
    void act(bool in_time) {
        if (const auto act = std::exchange(order.act, nullptr))
            act(order.to, order.argument, in_time);
    }
};

struct Timers::Firing {
    probe::ActorId to{};
    bool wanted = false;
    Envelope* message = nullptr;
    std::unique_ptr<Pending> last = nullptr;  // Of a timer that does not fire again.
};

Timers::~Timers() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    sooner_.notify_one();
    if (thread_.joinable()) thread_.join();
    wheel_.clear([](void* what) { delete static_cast<Pending*>(what); });
}

TimerId Timers::set(const Order& order) {
    auto* pending = new Pending{.order = order};
    if (const Cell* cell = cells::find(order.to)) pending->restarts = cell->restarts();
    const std::lock_guard lock(mutex_);
    const auto before = wheel_.next_look();
    // A part of a tick has passed already: one more, so that nothing comes too soon.
    const auto due = now() + ticks(order.delay) + (clock_ == Clock::Real ? 1 : 0);
    const auto period = order.period.count() > 0 ? ticks(order.period) : 0;
    pending->id = wheel_.set(due, pending, period);
    if (clock_ == Clock::Real && !thread_.joinable())
        thread_ = std::thread([this] { watch_the_clock(); });
    else if (!before || *wheel_.next_look() < *before)
        sooner_.notify_one();
    return pending->id;
}

void Timers::cancel(TimerId id) {
    const std::lock_guard lock(mutex_);
    delete static_cast<Pending*>(wheel_.cancel(id));
}

void Timers::advance(Duration time) {
    std::unique_lock lock(mutex_);
    const auto until = wheel_.now() + ticks(time);
    while (wheel_.now() < until) {  // What fires may set timers that are due before the end.
        const auto look = wheel_.next_look();
        fire_due(std::min(until, std::max(wheel_.now() + 1, look.value_or(until))), lock);
    }
}

std::size_t Timers::pending() const {
    const std::lock_guard lock(mutex_);
    return wheel_.size();
}

Timers::Duration Timers::time() const {
    if (clock_ == Clock::Real) return std::chrono::steady_clock::now() - start_;
    return tick * static_cast<std::int64_t>(hand_.load(std::memory_order_relaxed));
}

TimerWheel::Tick Timers::now() const {
    if (clock_ == Clock::ByHand) return wheel_.now();
    return static_cast<TimerWheel::Tick>((std::chrono::steady_clock::now() - start_) / tick);
}

// What is due is taken out with the lock held, and let go without it: who hears of it may
// run on this very thread, and set a timer.
void Timers::fire_due(TimerWheel::Tick until, std::unique_lock<std::mutex>& lock) {
    std::vector<Firing> due;
    wheel_.advance(until, [&](void* what) { due.push_back(take(static_cast<Pending*>(what))); });
    hand_.store(wheel_.now(), std::memory_order_relaxed);
    lock.unlock();
    const NeverWaits in_a_hurry;
    for (Firing& each : due) {
        if (each.message != nullptr) detail::deliver_untyped(each.to, each.message, nullptr);
        if (each.last != nullptr && each.last->order.act != nullptr) each.last->act(each.wanted);
    }
    lock.lock();
}

Timers::Firing Timers::take(Pending* pending) {
    Order& order = pending->order;
    const bool repeats = order.period.count() > 0;
    Firing firing{.to = order.to, .wanted = pending->still_wanted()};
    if (firing.wanted && order.message != nullptr)
        firing.message =
            repeats ? order.copy(*order.message) : std::exchange(order.message, nullptr);
    if (firing.wanted && repeats) return firing;
    wheel_.cancel(pending->id);  // A timer that fires once has gone from the wheel already.
    firing.last.reset(pending);
    return firing;
}

void Timers::watch_the_clock() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        const auto look = wheel_.next_look();
        auto until = std::chrono::steady_clock::now() + longest_nap;
        if (look) until = start_ + Duration(tick.count() * static_cast<std::int64_t>(*look));
        sooner_.wait_until(lock, until);
        if (!ending_) fire_due(now(), lock);
    }
}

}  // namespace callboard::runtime
