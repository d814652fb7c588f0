#include "runtime/core/continuation.hpp"

#include "runtime/core/ref.hpp"

namespace callboard::runtime {

void Continuation::send_home(ReplySlot& slot) {
    Envelope* answer = slot.reply != nullptr ? slot.reply : make_envelope(NoAnswer{});
    answer->handler = Envelope::continuation;
    answer->flags &= static_cast<std::uint8_t>(~Envelope::Asked);
    answer->from.reply = &slot;
    detail::deliver_answer(slot.asker, answer);
}

void drop_answer(Envelope& answer) {
    destroy_payload(answer);
    static_cast<Continuation*>(answer.from.reply)->drop();
}

}  // namespace callboard::runtime
