#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "runtime/core/envelope.hpp"

namespace callboard::runtime {

// Why an ask has no answer; what a Failed reply carries.
struct AskError {
    enum class Why : std::uint8_t { NoSuchActor, NotAccepted, HandlerFailed, Stopped };
    Why why = Why::NoSuchActor;
    std::string text = {};

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("why", why), cereal::make_nvp("text", text));
    }
};

// Where an answer arrives. Two own it: who waits, and the envelope that asks. Each
// lets go once; the second frees it. So an answer that nobody waits for any more
// and a wait that is never answered both end well.
struct ReplySlot {
    enum Phase : std::uint32_t { Empty, Waited, Filled, Abandoned };
    using Completion = void (*)(ReplySlot& slot, void* context);

    std::atomic<std::uint32_t> phase{Empty};
    Envelope* reply = nullptr;  // Set before Filled.
    Completion completion =
        nullptr;  // Set: called in place of waking a waiter; then owns the slot.
    void* context = nullptr;
};

ReplySlot* make_reply_slot();
void free_reply_slot(ReplySlot* slot);

// The asking envelope's side, once: null is the answer of a handler that returns nothing.
void fill(ReplySlot& slot, Envelope* reply);
void fill_error(ReplySlot& slot, AskError::Why why, std::string text);

// The waiter's side. False: the time ran out.
bool wait_filled(ReplySlot& slot, std::chrono::nanoseconds limit);
bool is_filled(const ReplySlot& slot);
void abandon(ReplySlot* slot);
void free_reply(Envelope* reply);

}  // namespace callboard::runtime
