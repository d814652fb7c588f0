#pragma once

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "runtime/core/failure_text.hpp"
#include "runtime/core/ref.hpp"
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
class AskTimedOut : public AskFailed {
public:
    AskTimedOut() : AskFailed({AskError::Why::TimedOut, "no answer came in time"}) {}
};

namespace detail {

[[noreturn]] void throw_ask_error(Envelope* reply);
void refuse_to_block_a_worker();

// The value of an answer, which is freed; throws what a failed one says.
template <class R>
R open_reply(Envelope* reply) {
    if (failed(reply)) throw_ask_error(reply);
    if constexpr (std::is_void_v<R>) {
        free_reply(reply);
    } else {
        struct Freed {
            Envelope* reply;
            ~Freed() { free_reply(reply); }
        } const freed{reply};
        return std::move(reply->message<R>());
    }
}

// Fills a slot with what `call` returns or throws.
template <class Call>
void fill_with(ReplySlot& slot, Call call) {
    Envelope* reply = nullptr;
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Call>>)
            call();
        else
            reply = make_envelope(call());
    } catch (const AskFailed& error) {
        reply = make_error({error.why(), error.what()});
    } catch (...) {
        reply = make_error({AskError::Why::HandlerFailed, text_of_current_exception()});
    }
    fill(slot, reply);
}

}  // namespace detail

// An answer that may still be under way. Movable; one thread at a time. Letting go
// of it is fine: the answer is then dropped. In a coroutine handler: `co_await` it.
template <class R>
class Future {
public:
    using Value = R;

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
        return detail::open_reply<R>(reply);
    }

    // Each of these takes the future's place: it is empty after it.

    // What `next(value)` returns, on the thread that answers; a failure passes it by. In
    // an actor use Context::when instead, which comes back into the actor's own turn.
    template <class Next>
    auto then(Next next);

    // Sends the value to an actor as a message; a failure as an AskError, if it accepts
    // those.
    template <class A>
    void pipe_to(Ref<A> actor);

    // The slot, to be chained by who takes it.
    ReplySlot* release() { return std::exchange(slot_, nullptr); }

private:
    ReplySlot* slot_;
};

namespace detail {

// Runs `call(reply)` once the future has its answer; `call` owns the answer.
template <class R, class Call>
void chain_call(Future<R> future, Call call) {
    ReplySlot* slot = future.release();
    const auto completion = [](ReplySlot& filled) {
        const std::unique_ptr<Call> its_call(static_cast<Call*>(filled.argument));
        Envelope* const reply = filled.reply;
        free_reply_slot(&filled);
        (*its_call)(reply);
    };
    chain(*slot, completion, new Call(std::move(call)));
}

template <class Next, class R>
struct ResultOfNext : std::invoke_result<Next&, R> {};
template <class Next>
struct ResultOfNext<Next, void> : std::invoke_result<Next&> {};

}  // namespace detail

template <class R>
template <class Next>
auto Future<R>::then(Next next) {
    using Result = typename detail::ResultOfNext<Next, R>::type;
    ReplySlot* result = make_reply_slot();
    detail::chain_call(std::move(*this), [result, next = std::move(next)](Envelope* reply) mutable {
        if (failed(reply)) return fill(*result, reply);
        detail::fill_with(*result, [&]() -> Result {
            if constexpr (std::is_void_v<R>) {
                free_reply(reply);
                return next();
            } else {
                return next(detail::open_reply<R>(reply));
            }
        });
    });
    return Future<Result>(result);
}

template <class R>
template <class A>
void Future<R>::pipe_to(Ref<A> actor) {
    static_assert(AcceptedBy<A, R>, "what is piped to an actor is a message that it accepts");
    detail::chain_call(std::move(*this), [actor](Envelope* reply) {
        if (!failed(reply)) {
            actor.send(detail::open_reply<R>(reply));
        } else if constexpr (AcceptedBy<A, AskError>) {
            actor.send(std::move(reply->message<AskError>()));
            free_reply(reply);
        } else {
            bury(reply, actor.id, AskError::Why::NotAccepted);
        }
    });
}

}  // namespace callboard::runtime
