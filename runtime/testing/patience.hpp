#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "runtime/core/future.hpp"
#include "runtime/core/timers.hpp"
#include "runtime/testing/test_failure.hpp"

namespace callboard::runtime {

class StepScheduler;
class System;

// Rung by whoever changes what a test waits for, with `mutex` held at the change.
struct Bell {
    std::mutex mutex;
    std::condition_variable rung;
};

// How a test waits for what a system does. Real workers: it blocks until the limit. A step
// scheduler: it runs the system until that is quiet; and if its clock goes by hand, it lets
// time pass, a tick after the other, until the limit. The test's own thread only.
class Patience {
public:
    using Duration = Timers::Duration;
    // None given: five seconds of real time, and no time at all by hand.
    using Limit = std::optional<Duration>;

    explicit Patience(System& system);

    // `done` is called with the bell's mutex held. False: it never held.
    bool until(Bell& bell, const std::function<bool()>& done, Limit given) const;
    // Lets the system be for so long.
    void pass(Duration time) const;
    // The answer; throws what a failed one says, or TestFailure when none came in time.
    template <class R>
    R answer(Future<R> future, Limit given = std::nullopt) const;

    // How long to listen when nothing should come; none given: 100 ms of real time.
    Duration quiet(Limit time) const { return length(time, std::chrono::milliseconds(100)); }
    Duration limit(Limit given) const { return length(given, std::chrono::seconds(5)); }
    Duration now() const;  // By the system's own clock.

    // "within 2000 ms", for a sentence about what did not happen.
    std::string within(Limit given) const;

private:
    Duration length(Limit given, Duration otherwise) const {
        return given.value_or(steps_ == nullptr ? otherwise : Duration(0));
    }
    bool step_until(const std::function<bool()>& done, Duration time) const;

    System& system_;
    StepScheduler* const steps_;  // Null: real workers.
};

template <class R>
R Patience::answer(Future<R> future, Limit given) const {
    const bool came = steps_ == nullptr ? future.wait_for(limit(given))
                                        : step_until([&] { return future.ready(); }, limit(given));
    if (!came) throw TestFailure("no answer came " + within(given) + ".");
    return future.get();
}

}  // namespace callboard::runtime
