#pragma once

#include <cstdint>
#include <functional>

#include "probe/record/ids.hpp"

namespace callboard::runtime {

class Cell;

// What goes by the lane that overtakes user messages.
enum class Signal : std::uint8_t {
    Adopt,         // `child` was spawned from outside; it is yours.
    ChildFailed,   // `child` threw and waits for what you decide.
    ChildStopped,  // `child` is no more.
    Stop,
    Restart,
    Inspect,
};

// One signal on its way. From the pool; owned as an envelope is.
struct ControlMail {
    // Told once what came of it: the cell, by its owner, or null when the actor was
    // gone before the signal reached it.
    using Done = std::function<void(const Cell*)>;

    ControlMail* next = nullptr;
    Signal signal{};
    std::uint32_t target_generation = 0;
    probe::ActorId child{};
    Done done = {};
};

ControlMail* make_control_mail(Signal signal, probe::ActorId target, probe::ActorId child = {},
                               ControlMail::Done done = {});
void free_control_mail(ControlMail* mail);

}  // namespace callboard::runtime
