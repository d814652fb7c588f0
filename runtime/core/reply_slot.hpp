#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "runtime/core/envelope.hpp"

namespace callboard::runtime {

// Why an ask has no answer; what a Failed reply carries.
struct AskError {
    enum class Why : std::uint8_t {
        NoSuchActor,
        NotAccepted,
        HandlerFailed,
        Stopped,
        TimedOut,
        MailboxFull,
        Displaced,  // From a bounded mailbox, by another message.
        Withheld,   // By middleware.
        NoRoutee,   // The router has nobody to give it to.
    };
    Why why = Why::NoSuchActor;
    std::string text = {};

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("why", why), cereal::make_nvp("text", text));
    }
};

// The answer of a handler that returns nothing, where an answer must be a message.
struct NoAnswer {};

// Where an answer arrives. Two own it: who waits, and the envelope that asks. Each
// lets go once; the second frees it. So an answer that nobody waits for any more
// and a wait that is never answered both end well. A chained slot has nobody who
// waits: its completion takes the answer, and the slot with it.
struct ReplySlot {
    enum Phase : std::uint32_t { Empty, Waited, Chained, Filled, Abandoned };
    using Completion = void (*)(ReplySlot& slot);

    std::atomic<std::uint32_t> phase{Empty};
    Envelope* reply = nullptr;        // Set before Filled; null: handled, nothing to answer.
    Completion completion = nullptr;  // Set before Chained.
    void* argument = nullptr;         // The completion's.
    probe::ActorId asker{};           // 0: asked from outside.
};

ReplySlot* make_reply_slot(probe::ActorId asker = {});
void free_reply_slot(ReplySlot* slot);

// The asking envelope's side, once: null is the answer of a handler that returns nothing.
void fill(ReplySlot& slot, Envelope* reply);
void fill_error(ReplySlot& slot, AskError::Why why, std::string text);
Envelope* make_error(AskError error);  // A Failed reply.
inline bool failed(const Envelope* reply) {
    return reply != nullptr && (reply->flags & Envelope::Failed) != 0;
}

// The waiter's side. False: the time ran out.
bool wait_filled(ReplySlot& slot, std::chrono::nanoseconds limit);
bool is_filled(const ReplySlot& slot);
void abandon(ReplySlot* slot);
// In place of waiting: `completion` runs on the thread that fills the slot, or here and
// now when that has happened.
void chain(ReplySlot& slot, ReplySlot::Completion completion, void* argument);
void free_reply(Envelope* reply);

}  // namespace callboard::runtime
