#pragma once

#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

#include "runtime/core/future.hpp"
#include "runtime/core/middleware.hpp"
#include "runtime/core/reply_slot.hpp"
#include "runtime/core/worker.hpp"

namespace callboard::runtime {

class Context;

// What an actor does with an answer. It is the slot that the answer arrives in, and the
// answer itself is the envelope that carries it back to the mailbox of who asked: an ask
// costs the question, the answer and this.
//
// Invariant: it ends by `go` or `drop`, once, whatever becomes of asker and asked.
struct Continuation : ReplySlot {
    static constexpr std::uint64_t any_life = ~std::uint64_t{0};

    std::uint64_t restarts = 0;  // Of the asker when it asked; another life has no use for it.
    std::uint64_t deadline = 0;  // Its number among the asker's deadlines; 0: none.
    SharedHeaders headers = {};  // Of the message that the asker was handling.

    virtual void go(Envelope& answer, Context& context) = 0;  // Takes the answer's payload.
    virtual void expire(Context& context) = 0;                // The time ran out; `drop` follows.
    virtual void drop() = 0;                                  // No answer is wanted any more.

    // Sends the answer, if there is one, to the asker's mailbox.
    static Sent send_home(ReplySlot& slot);

protected:
    Continuation(probe::ActorId who_asks, std::uint64_t restarts_now) : restarts(restarts_now) {
        if (const Worker* worker = Worker::of_this_thread(); worker && worker->outfit())
            headers = worker->outfit()->headers;
        asker = who_asks;
        completion = [](ReplySlot& filled) { send_home(filled); };
        phase.store(Chained, std::memory_order_relaxed);
    }
    ~Continuation() = default;
};

// Frees an answer that came for an asker that is gone.
void drop_answer(Envelope& answer);

namespace detail {

template <class T>
T take_payload(Envelope& envelope) {
    T& message = envelope.message<T>();
    T taken = std::move(message);
    message.~T();
    return taken;
}

template <class R, class OnAnswer, class OnError>
class ContinuationOf final : public Continuation {
public:
    static ContinuationOf* make(probe::ActorId who, std::uint64_t life, OnAnswer on_answer,
                                OnError on_error) {
        void* memory = pool::take_sized(sizeof(ContinuationOf), alignof(ContinuationOf));
        return new (memory) ContinuationOf(who, life, std::move(on_answer), std::move(on_error));
    }

    void go(Envelope& answer, Context& context) override {
        const std::unique_ptr<ContinuationOf, Free> freed_at_the_end(this);
        if (failed(&answer))
            on_error_(take_payload<AskError>(answer), context);
        else if constexpr (std::is_void_v<R>)
            on_answer_(context);
        else
            on_answer_(take_payload<R>(answer), context);
    }
    void expire(Context& context) override {
        on_error_(AskError{AskError::Why::TimedOut, "no answer came in time"}, context);
    }
    void drop() override { Free{}(this); }

private:
    struct Free {
        void operator()(ContinuationOf* self) const {
            self->~ContinuationOf();
            pool::give_sized(self, sizeof(ContinuationOf), alignof(ContinuationOf));
        }
    };

    ContinuationOf(probe::ActorId who, std::uint64_t life, OnAnswer on_answer, OnError on_error)
        : Continuation(who, life),
          on_answer_(std::move(on_answer)),
          on_error_(std::move(on_error)) {}

    [[no_unique_address]] OnAnswer on_answer_;
    [[no_unique_address]] OnError on_error_;
};

}  // namespace detail
}  // namespace callboard::runtime
