#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

#include "runtime/core/future.hpp"
#include "runtime/core/reply_slot.hpp"

namespace callboard::runtime {

class Context;

// What an actor does with an answer. Waits outside of the actor until the answer is
// there, then comes back into its mailbox like a message.
struct Awaiting {
    using Go = std::function<void(Envelope* reply, Context& context)>;  // Owns the reply.

    static constexpr std::uint64_t any_life = ~std::uint64_t{0};

    probe::ActorId asker{};
    std::uint64_t restarts = 0;  // Of the asker when it asked; another life has no use for it.
    Go go = {};
};

// The message that brings the answer.
struct Continuation {
    std::unique_ptr<Awaiting> awaiting;
    std::unique_ptr<Envelope, void (*)(Envelope*)> reply{nullptr, free_reply};
};

// A slot that sends its answer to the asker's mailbox.
ReplySlot* make_awaiting_slot(Awaiting awaiting);

namespace detail {

// Takes an answer apart: `on_answer(value, context)`, or `on_answer(context)` where the
// handler that was asked returns nothing.
template <class R, class OnAnswer>
void take_answer(Envelope* reply, OnAnswer& on_answer, Context& context) {
    if constexpr (std::is_void_v<R>) {
        free_reply(reply);
        on_answer(context);
    } else {
        R value = std::move(reply->message<R>());
        free_reply(reply);
        on_answer(std::move(value), context);
    }
}

template <class R, class OnAnswer, class OnError>
Awaiting::Go answer_taker(OnAnswer on_answer, OnError on_error) {
    return [on_answer = std::move(on_answer), on_error = std::move(on_error)](
               Envelope* reply, Context& context) mutable {
        if (reply == nullptr || (reply->flags & Envelope::Failed) == 0)
            return take_answer<R>(reply, on_answer, context);
        const AskError error = std::move(reply->message<AskError>());
        free_reply(reply);
        on_error(error, context);
    };
}

}  // namespace detail
}  // namespace callboard::runtime
