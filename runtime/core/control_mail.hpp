#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "probe/record/ids.hpp"
#include "runtime/core/actor.hpp"
#include "runtime/core/supervision.hpp"

namespace callboard::runtime {

class Cell;

// What goes by the lane that overtakes user messages.
enum class Signal : std::uint8_t {
    Adopt,         // `other` was spawned from outside; it is your child.
    ChildFailed,   // Your child `other` threw and waits for what you decide.
    ChildStopped,  // Your child `other` is no more.
    Stop,
    Restart,
    Resume,  // After a failure, with the next message.
    Inspect,
    GoOn,               // The answer that a coroutine waits for is there.
    DeadlinePassed,     // Of the ask with the number `other`.
    ReceiveTimeoutDue,  // Of the receive timeout with the number `other`.
    Watch,              // `other` wants to know when you are no more,
    Unwatch,            // or does not any more.
    Terminated,         // `other`, which you watch, is no more, or was not there.
};

// One signal on its way. From the pool; owned as an envelope is.
struct ControlMail {
    // Told once what came of it: the cell, by its owner, or null when the actor was
    // gone before the signal reached it.
    using Done = std::function<void(Cell*)>;

    ControlMail* next = nullptr;
    Signal signal{};
    Ending ending = Ending::Stopped;  // Stop: at whose wish. ChildStopped, Terminated: how.
    std::uint32_t target_generation = 0;
    probe::ActorId other{};
    Done done = {};
    std::unique_ptr<Failure> failure = {};  // ChildFailed.
};

ControlMail* make_control_mail(Signal signal, probe::ActorId target, probe::ActorId other = {},
                               ControlMail::Done done = {});
void free_control_mail(ControlMail* mail);

}  // namespace callboard::runtime
