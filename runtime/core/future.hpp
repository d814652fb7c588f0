#pragma once

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "runtime/core/reply_slot.hpp"
#include "runtime/core/worker.hpp"

namespace callboard::runtime {

// An ask that has no answer: the actor is not there, does not accept the message,
// failed on it, or stopped first.
class AskFailed : public std::runtime_error {
public:
    explicit AskFailed(const AskError& error) : std::runtime_error(error.text), why_(error.why) {}
    AskError::Why why() const { return why_; }

private:
    AskError::Why why_;
};
class NoSuchActor : public AskFailed {
public:
    using AskFailed::AskFailed;
};
class AskTimedOut : public std::runtime_error {
public:
    AskTimedOut() : std::runtime_error("no answer came in time") {}
};

namespace detail {
[[noreturn]] void throw_ask_error(Envelope* reply);
void refuse_to_block_a_worker();
}  // namespace detail

// An answer that may still be under way. Movable; one thread at a time. Letting go
// of it is fine: the answer is then dropped.
template <class R>
class Future {
public:
    explicit Future(ReplySlot* slot) : slot_(slot) {}
    Future(Future&& other) noexcept : slot_(std::exchange(other.slot_, nullptr)) {}
    Future& operator=(Future&& other) noexcept {
        std::swap(slot_, other.slot_);
        return *this;
    }
    ~Future() {
        if (slot_ != nullptr) abandon(slot_);
    }

    bool ready() const { return slot_ != nullptr && is_filled(*slot_); }
    // From a plain thread only: a handler that waited would take a worker away.
    bool wait_for(std::chrono::nanoseconds limit) const {
        detail::refuse_to_block_a_worker();
        return wait_filled(*slot_, limit);
    }

    // Once. Throws AskFailed when there is no answer, AskTimedOut when the time ran out.
    R get(std::chrono::nanoseconds limit = std::chrono::hours(24 * 365)) {
        if (!wait_for(limit)) throw AskTimedOut();
        ReplySlot* slot = std::exchange(slot_, nullptr);
        Envelope* reply = slot->reply;
        free_reply_slot(slot);
        if (reply != nullptr && (reply->flags & Envelope::Failed) != 0)
            detail::throw_ask_error(reply);
        if constexpr (!std::is_void_v<R>) {
            R value = std::move(reply->message<R>());
            reply->message<R>().~R();
            give_envelope(reply);
            return value;
        }
    }

private:
    ReplySlot* slot_;
};

}  // namespace callboard::runtime
