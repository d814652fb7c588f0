#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "runtime/core/reply_slot.hpp"

namespace callboard::runtime {

class Context;

// An answer that a handler promises and gives later, from another message's handler
// or from another thread:
//
//     Deferred<int> on(const Question&, Context& context) {
//         auto later = context.defer<int>();
//         context.ask(other_, Hint{}, [later](int hint, Context&) { later.reply(hint + 1); });
//         return later;
//     }
//
// Copies share one answer; the first reply counts. When the last copy goes without
// one, who asked is told so. Any thread.
template <class R>
class Deferred {
public:
    explicit Deferred(ReplySlot* slot) : promise_(std::make_shared<Promise>(slot)) {}

    template <class Value>
    void reply(Value&& value) const {
        if (ReplySlot* slot = promise_->take())
            fill(*slot, make_envelope(R(std::forward<Value>(value))));
    }
    void fail(std::string text) const {
        if (ReplySlot* slot = promise_->take())
            fill_error(*slot, AskError::Why::HandlerFailed, std::move(text));
    }

private:
    struct Promise {
        explicit Promise(ReplySlot* asked) : slot(asked) {}
        ~Promise() {
            if (ReplySlot* left = take())
                fill_error(*left, AskError::Why::HandlerFailed,
                           "the answer was promised, and the promise dropped");
        }
        ReplySlot* take() { return slot.exchange(nullptr, std::memory_order_acq_rel); }
        std::atomic<ReplySlot*> slot;  // Null: nobody asked, or it was answered.
    };
    std::shared_ptr<Promise> promise_;
};

template <class T>
struct Answer {
    using Type = T;
    static constexpr bool deferred = false;
};
template <class R>
struct Answer<Deferred<R>> {
    using Type = R;
    static constexpr bool deferred = true;
};

namespace detail {

template <class R>
inline constexpr bool is_task = requires {
    Answer<R>::task;
};

// In task.hpp.
template <class M, class R, class Call>
void begin_task(Envelope& envelope, Context& context, const Call& call);

// Runs `call` on the message and answers who asked with what it returns. It destroys
// the message, unless `call` throws.
template <class M, class Call>
void answer_with(Envelope& envelope, Context& context, const Call& call) {
    M& message = envelope.message<M>();
    using R = std::remove_cvref_t<std::invoke_result_t<const Call&, M&, Context&>>;
    if constexpr (is_task<R>) {
        return begin_task<M, typename Answer<R>::Type>(envelope, context, call);
    } else if constexpr (std::is_void_v<R>) {
        call(message, context);
        if (envelope.asked()) fill(*envelope.origin().reply, nullptr);
    } else if constexpr (Answer<R>::deferred) {
        call(message, context);
        // An answer that is deferred has taken the slot along.
        if (envelope.asked())
            fill_error(*envelope.origin().reply, AskError::Why::HandlerFailed,
                       "the handler returned a Deferred that is not this question's");
    } else {
        auto answer = call(message, context);
        if (envelope.asked()) fill(*envelope.origin().reply, make_envelope(std::move(answer)));
    }  // Nobody asked, or the question was stashed: the answer is dropped.
    message.~M();
}

}  // namespace detail
}  // namespace callboard::runtime
