#pragma once

#include <cstdint>

namespace callboard::runtime {

// What became of a send, as far as the sender can know. What was not delivered is a dead
// letter, whether or not anyone reads this.
enum class Sent : std::uint8_t {
    Delivered,
    NoSuchActor,
    NotAccepted,  // Actors of that kind do not take such a message.
    Full,         // The bounded mailbox rejects, or may not make a worker wait.
    Dropped,      // The bounded mailbox drops what is newest: this one.
    Withheld,     // Middleware did not let it pass, or a router has nobody to give it to.
};

}  // namespace callboard::runtime
