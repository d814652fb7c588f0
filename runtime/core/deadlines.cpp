#include "runtime/core/deadlines.hpp"

#include "runtime/core/system.hpp"

namespace callboard::runtime {

void Deadlines::set(Timers& timers, Continuation& continuation, Timers::Duration limit) {
    continuation.deadline = ++last_;
    const auto pass = [](probe::ActorId to, std::uint64_t number, bool in_time) {
        if (in_time) System::signal(Ref<>(to), Signal::DeadlinePassed, {}, probe::ActorId{number});
    };
    const TimerId timer =
        timers.set({.to = continuation.asker, .delay = limit, .act = pass, .argument = last_});
    pending_.emplace(last_, Deadline{&continuation, timer});
}

bool Deadlines::meet(Timers& timers, const Continuation& continuation) {
    const auto found = pending_.find(continuation.deadline);
    if (found == pending_.end()) return false;
    timers.cancel(found->second.timer);
    pending_.erase(found);
    return true;
}

Continuation* Deadlines::pass(std::uint64_t number) {
    const auto found = pending_.find(number);
    if (found == pending_.end()) return nullptr;
    Continuation* const late = found->second.continuation;
    pending_.erase(found);
    return late;
}

void Deadlines::forget_all(Timers& timers) {
    for (const auto& [number, deadline] : pending_) timers.cancel(deadline.timer);
    pending_.clear();
}

}  // namespace callboard::runtime
