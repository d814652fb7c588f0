#pragma once

#include <cstdint>

namespace callboard::probe {

// Where an actor stands in its life. Busy is: has mail or handles some.
enum class ActorState : std::uint8_t {
    Starting,
    Idle,
    Busy,
    Suspended,  // User mail is held back: it failed, or someone asked for it.
    Restarting,
    Stopping,
    Stopped,
};
inline constexpr std::uint8_t actor_state_count = 7;

constexpr const char* to_text(ActorState state) {
    constexpr const char* texts[] = {"starting",   "idle",     "busy",   "suspended",
                                     "restarting", "stopping", "stopped"};
    return static_cast<std::uint8_t>(state) < actor_state_count
               ? texts[static_cast<std::uint8_t>(state)]
               : "?";
}

}  // namespace callboard::probe
