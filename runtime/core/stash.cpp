#include "runtime/core/stash.hpp"

#include <utility>

#include "runtime/core/dead_letters.hpp"

namespace callboard::runtime {

void Stash::keep(Envelope& current) { kept_.push_back(move_out(current)); }

std::uint32_t Stash::put_back(MailboxOwner& mailbox, MailboxSenders& senders) {
    if (kept_.empty()) return 0;
    for (std::size_t i = 0; i + 1 < kept_.size(); ++i)
        kept_[i]->next.store(kept_[i + 1], std::memory_order_relaxed);
    mailbox.put_back(senders, kept_.front(), kept_.back());
    return static_cast<std::uint32_t>(std::exchange(kept_, {}).size());
}

void Stash::bury_all(probe::ActorId owner) {
    for (Envelope* kept : std::exchange(kept_, {})) bury(kept, owner, AskError::Why::Stopped);
}

}  // namespace callboard::runtime
