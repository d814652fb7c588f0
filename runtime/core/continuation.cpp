#include "runtime/core/continuation.hpp"

#include "runtime/core/ref.hpp"

namespace callboard::runtime {

ReplySlot* make_awaiting_slot(Awaiting awaiting) {
    ReplySlot* slot = make_reply_slot();
    slot->context = new Awaiting(std::move(awaiting));
    slot->completion = [](ReplySlot& filled, void* context) {
        Continuation continuation{std::unique_ptr<Awaiting>(static_cast<Awaiting*>(context))};
        continuation.reply.reset(filled.reply);
        free_reply_slot(&filled);
        const auto asker = continuation.awaiting->asker;
        Envelope* envelope = make_envelope(std::move(continuation));
        envelope->handler = Envelope::continuation;
        detail::deliver(asker, envelope, nullptr);
    };
    return slot;
}

}  // namespace callboard::runtime
