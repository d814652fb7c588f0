#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

#include "runtime/core/envelope.hpp"
#include "runtime/core/timer_wheel.hpp"

namespace callboard::runtime {

// Messages that come later. A timer belongs to an actor's present life: it is
// dropped when that actor has stopped or restarted by the time it is due. One
// thread for all timers of a system, started with the first one, asleep until the
// next is due. Any thread.
class Timers {
public:
    using Duration = std::chrono::nanoseconds;
    static constexpr Duration tick = std::chrono::milliseconds(1);

    // By hand: no thread, and time passes only when `advance` says so.
    enum class Clock : std::uint8_t { Real, ByHand };

    explicit Timers(Clock clock) : clock_(clock) {}
    ~Timers();
    Timers(const Timers&) = delete;
    Timers& operator=(const Timers&) = delete;

    // A message made already, and how to make it again when it comes more than once.
    struct Order {
        probe::ActorId to{};
        Envelope* message = nullptr;  // Owned from here on.
        Envelope* (*copy)(Envelope& message) = nullptr;
        Duration delay{};
        Duration period{};  // 0: once.
        // In place of a message: called once, with false when the time will never come or the
        // actor has no use for it any more.
        void (*act)(probe::ActorId to, std::uint64_t argument, bool in_time) = nullptr;
        std::uint64_t argument = 0;
    };
    TimerId set(const Order& order);
    void cancel(TimerId id);

    Clock clock() const { return clock_; }
    void advance(Duration time);  // By hand only.
    Duration time() const;        // Since the system began.
    std::size_t pending() const;

private:
    struct Pending;
    struct Firing;  // What is due, out of the wheel.

    TimerWheel::Tick now() const;
    void fire_due(TimerWheel::Tick now, std::unique_lock<std::mutex>& lock);
    Firing take(Pending* pending);
    void watch_the_clock();
    static TimerWheel::Tick ticks(Duration time) {
        return static_cast<TimerWheel::Tick>((time + tick - Duration(1)) / tick);
    }

    const Clock clock_;
    const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    mutable std::mutex mutex_;
    std::condition_variable sooner_;  // Something is due before what the thread waits for.
    TimerWheel wheel_;
    // By hand: what the wheel has come to. Read without the lock, as what a timer does may
    // end in a look at the time.
    std::atomic<TimerWheel::Tick> hand_{0};
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace callboard::runtime
