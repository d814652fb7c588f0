#pragma once

#include <cstdint>

#include "runtime/core/timers.hpp"

namespace callboard::runtime {

// How often a receive timeout comes: once, or again after each further quiet time.
enum class Repeat : std::uint8_t { Once, Always };

// For how long an actor has had no message, and when that is too long. The timer is not
// moved for each message, which would be dear: when it goes off, it is set anew for what
// is missing. Owner only.
class QuietTime {
public:
    void set(Timers& timers, probe::ActorId actor, Timers::Duration limit, Repeat repeat);
    void cancel(Timers& timers);
    bool watched() const { return limit_.count() > 0; }
    void touch(Timers& timers) { quiet_since_ = timers.time(); }

    // The timer of this number went off. True: it was quiet for long enough.
    bool is_over(Timers& timers, probe::ActorId actor, std::uint64_t number);

private:
    void arm(Timers& timers, probe::ActorId actor, Timers::Duration delay);

    Timers::Duration limit_{};
    Repeat repeat_ = Repeat::Once;
    Timers::Duration quiet_since_{};
    std::uint64_t number_ = 0;  // Of the timer that counts.
    TimerId timer_{};
};

}  // namespace callboard::runtime
