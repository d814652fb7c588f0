#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "runtime/core/envelope.hpp"
#include "runtime/core/reply_slot.hpp"
#include "runtime/message/actor_address.hpp"

namespace callboard::runtime {

class System;

// Told to a system's event stream: a message that nobody will handle.
struct DeadLetter {
    ActorAddress to = {};
    ActorAddress from = {};
    AskError::Why why{};
    std::string type = {};
    std::string json = {};  // Of a message that has a `serialize`.

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("to", to), cereal::make_nvp("from", from),
                cereal::make_nvp("why", why), cereal::make_nvp("type", type),
                cereal::make_nvp("json", json));
    }
};

// Makes one only if somebody wants it.
using DeadLetterMaker = std::function<DeadLetter()>;

const char* sentence(AskError::Why why);

// Ends a message that nobody will handle: counts it, tells who wants to know, and answers
// at once who asked. Any thread; takes the envelope, or its payload only when a mailbox
// still needs the envelope.
void bury(Envelope* envelope, probe::ActorId to, AskError::Why why);
void bury_payload(Envelope& envelope, probe::ActorId to, AskError::Why why);

// An answer that nobody waits for any more.
void count_dead_letter();

// Dead letters that threads outside of every scheduler found.
std::uint64_t dead_letters_outside();

// Systems hear of their dead letters from their beginning to their end.
namespace dead_letters {
void begin_telling(System& system);
void stop_telling(System& system);  // Returns when nobody is told any more.
}  // namespace dead_letters

}  // namespace callboard::runtime
