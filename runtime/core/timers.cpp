#include "runtime/core/timers.hpp"

#include <algorithm>
#include <utility>

#include "runtime/core/cells.hpp"
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
    const std::lock_guard lock(mutex_);
    fire_due(wheel_.now() + ticks(time));
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

void Timers::fire_due(TimerWheel::Tick until) {
    wheel_.advance(until, [this](void* what) {
        hand_.store(wheel_.now(), std::memory_order_relaxed);
        fire(static_cast<Pending*>(what));
    });
    hand_.store(wheel_.now(), std::memory_order_relaxed);
}

void Timers::fire(Pending* pending) {
    Order& order = pending->order;
    const bool repeats = order.period.count() > 0;
    const bool wanted = pending->still_wanted();
    if (order.act != nullptr)
        pending->act(wanted);
    else if (wanted)
        detail::deliver_untyped(
            order.to, repeats ? order.copy(*order.message) : std::exchange(order.message, nullptr),
            nullptr);
    if (wanted && repeats) return;
    wheel_.cancel(pending->id);  // A timer that fires once has gone from the wheel already.
    delete pending;
}

void Timers::watch_the_clock() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        const auto look = wheel_.next_look();
        auto until = std::chrono::steady_clock::now() + longest_nap;
        if (look) until = start_ + Duration(tick.count() * static_cast<std::int64_t>(*look));
        sooner_.wait_until(lock, until);
        if (!ending_) fire_due(now());
    }
}

}  // namespace callboard::runtime
