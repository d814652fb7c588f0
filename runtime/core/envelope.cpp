#include "runtime/core/envelope.hpp"

#include <stdexcept>

#include "runtime/core/headers.hpp"

namespace callboard::runtime {

Envelope* move_out(Envelope& envelope) {
    const MessageType& type = message_type(envelope.type);
    if (envelope.handler >= Envelope::first_special && envelope.handler < Envelope::handler_unknown)
        throw std::logic_error("an answer is no message: it can not be kept or passed on");
    if (type.move == nullptr)
        throw std::logic_error(*type.name +
                               " can not be moved, so it can not be kept or passed on");
    Envelope* moved = take_envelope(envelope.type, type.size, type.align);
    type.move(envelope.payload(type.align), moved->payload(type.align));
    moved->target_generation = envelope.target_generation;
    moved->handler = envelope.handler;
    moved->from = envelope.origin();
    moved->flags |= envelope.flags & Envelope::Asked;
    if (envelope.detailed()) attach(*moved, headers_of(envelope));
    envelope.clear(Envelope::Asked);
    return moved;
}

ReplySlot* take_reply(Envelope& envelope) {
    if (!envelope.asked()) return nullptr;
    envelope.clear(Envelope::Asked);
    return envelope.origin().reply;
}

}  // namespace callboard::runtime
