#include "runtime/testing/patience.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "runtime/core/system.hpp"
#include "runtime/testing/step_scheduler.hpp"

namespace callboard::runtime {

Patience::Patience(System& system)
    : system_(system), steps_(dynamic_cast<StepScheduler*>(&system.scheduler())) {}

Patience::Duration Patience::now() const { return system_.timers().time(); }

bool Patience::until(Bell& bell, const std::function<bool()>& done, Limit given) const {
    detail::refuse_to_block_a_worker();
    const Duration time = limit(given);
    if (steps_ != nullptr)
        return step_until(
            [&] {
                const std::lock_guard lock(bell.mutex);
                return done();
            },
            time);
    std::unique_lock lock(bell.mutex);
    return bell.rung.wait_for(lock, time, done);
}

bool Patience::step_until(const std::function<bool()>& done, Duration time) const {
    Timers& timers = system_.timers();
    for (Duration passed{};;) {
        steps_->run_until_quiet();
        if (done()) return true;
        if (passed >= time || timers.clock() != Timers::Clock::ByHand) return false;
        // Nothing is due: then nothing can happen before the limit.
        const Duration step = timers.pending() == 0 ? time - passed : Timers::tick;
        timers.advance(step);
        passed += step;
    }
}

void Patience::pass(Duration time) const {
    if (steps_ != nullptr)
        step_until([] { return false; }, time);
    else
        std::this_thread::sleep_for(time);
}

std::string Patience::within(Limit given) const {
    const Duration time = limit(given);
    if (time.count() == 0) return "before the system was quiet";
    return "within " +
           std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(time).count()) +
           " ms";
}

}  // namespace callboard::runtime
