#include "runtime/core/quiet_time.hpp"

#include "runtime/core/system.hpp"

namespace callboard::runtime {

void QuietTime::set(Timers& timers, probe::ActorId actor, Timers::Duration limit, Repeat repeat) {
    cancel(timers);
    limit_ = limit;
    repeat_ = repeat;
    touch(timers);
    arm(timers, actor, limit_);
}

void QuietTime::cancel(Timers& timers) {
    if (watched()) timers.cancel(timer_);
    limit_ = {};
    ++number_;  // One that is on its way already does not count.
}

bool QuietTime::is_over(Timers& timers, probe::ActorId actor, std::uint64_t number) {
    if (!watched() || number != number_) return false;
    const auto missing = quiet_since_ + limit_ - timers.time();
    if (missing.count() > 0) {
        arm(timers, actor, missing);
        return false;
    }
    if (repeat_ == Repeat::Once) {
        limit_ = {};
    } else {
        touch(timers);
        arm(timers, actor, limit_);
    }
    return true;
}

void QuietTime::arm(Timers& timers, probe::ActorId actor, Timers::Duration delay) {
    const auto due = [](probe::ActorId to, std::uint64_t number, bool in_time) {
        if (in_time)
            System::signal(Ref<>(to), Signal::ReceiveTimeoutDue, {}, probe::ActorId{number});
    };
    timer_ = timers.set({.to = actor, .delay = delay, .act = due, .argument = ++number_});
}

}  // namespace callboard::runtime
