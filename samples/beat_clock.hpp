#pragma once

#include <signal.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

// Counts beats, fifty a second at pace 1, until SIGINT or SIGTERM comes or the
// time is over. Make it before any other thread, so that all of them leave these
// signals to it. Main thread.
class BeatClock {
public:
    BeatClock(double pace, double seconds)
        : beat_length_(std::chrono::duration_cast<Clock::duration>(
              std::chrono::duration<double>(1.0 / (beats_per_second * pace)))) {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGINT);
        sigaddset(&signals_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
        if (seconds > 0)
            end_ = next_ + std::chrono::duration_cast<Clock::duration>(
                               std::chrono::duration<double>(seconds));
    }

    // Waits for the next beat and answers its number; nothing when it is time to end.
    std::optional<std::uint64_t> next_beat() {
        // A machine that slept must not make up for it all at once.
        next_ = std::max(next_ + beat_length_, Clock::now() - std::chrono::seconds(1));
        if (next_ >= end_ || signalled_before(next_)) return std::nullopt;
        return ++beat_;
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr double beats_per_second = 50;

    bool signalled_before(Clock::time_point until) const {
        const auto left = std::max(until - Clock::now(), Clock::duration::zero());
        const auto whole = std::chrono::floor<std::chrono::seconds>(left);
        const timespec wait{.tv_sec = whole.count(),
                            .tv_nsec = std::chrono::nanoseconds(left - whole).count()};
        return sigtimedwait(&signals_, nullptr, &wait) > 0;
    }

    sigset_t signals_{};
    Clock::duration beat_length_;
    Clock::time_point next_ = Clock::now();
    Clock::time_point end_ = Clock::time_point::max();
    std::uint64_t beat_ = 0;
};
