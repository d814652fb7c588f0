#pragma once

#include <cstdint>

#include "runtime/core/envelope.hpp"
#include "runtime/core/reply_slot.hpp"

namespace callboard::runtime {

// Ends a message that nobody will handle: counts it, and answers at once who
// asked. Any thread; takes the envelope, or its payload only when a mailbox still
// needs the envelope.
void bury(Envelope* envelope, AskError::Why why);
void bury_payload(Envelope& envelope, AskError::Why why);

// Dead letters that threads outside of every scheduler found.
std::uint64_t dead_letters_outside();

}  // namespace callboard::runtime
