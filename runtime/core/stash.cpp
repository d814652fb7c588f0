#include "runtime/core/stash.hpp"

#include <stdexcept>
#include <utility>

#include "runtime/core/dead_letters.hpp"

namespace callboard::runtime {

void Stash::keep(Envelope& current) {
    const MessageType& type = message_type(current.type);
    if (current.handler == Envelope::continuation)
        throw std::logic_error("an answer can not be stashed");
    if (type.move == nullptr) throw std::logic_error(*type.name + " can not be moved, nor stashed");
    Envelope* kept = take_envelope(current.type, type.size, type.align);
    type.move(current.payload(type.align), kept->payload(type.align));
    kept->from = current.from;
    kept->target_generation = current.target_generation;
    kept->handler = current.handler;
    kept->flags |= current.flags & Envelope::Asked;
    current.flags &= static_cast<std::uint8_t>(~Envelope::Asked);  // The answer comes later.
    kept_.push_back(kept);
}

std::uint32_t Stash::put_back(MailboxOwner& mailbox, MailboxSenders& senders) {
    if (kept_.empty()) return 0;
    for (std::size_t i = 0; i + 1 < kept_.size(); ++i)
        kept_[i]->next.store(kept_[i + 1], std::memory_order_relaxed);
    mailbox.put_back(senders, kept_.front(), kept_.back());
    return static_cast<std::uint32_t>(std::exchange(kept_, {}).size());
}

void Stash::bury_all() {
    for (Envelope* kept : std::exchange(kept_, {})) bury(kept, AskError::Why::Stopped);
}

}  // namespace callboard::runtime
