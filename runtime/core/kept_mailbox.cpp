#include "runtime/core/kept_mailbox.hpp"

#include <algorithm>
#include <utility>

#include "runtime/core/cell.hpp"
#include "runtime/core/dead_letters.hpp"

namespace callboard::runtime {

KeptMailbox::KeptMailbox(MailboxKind kind) : kind_(std::move(kind)) {}

Sent KeptMailbox::admit(Entrance& entrance, Envelope* envelope) {
    Cell& cell = entrance.cell;
    const auto to = entrance.actor;
    if (kind_.hooks) kind_.hooks->posted(*message_type(envelope->type).name);
    const bool must_stay = envelope->handler == Envelope::poison;
    Envelope* displaced = nullptr;
    if (full() && !must_stay) {
        if (kind_.overflow == Overflow::DropOldest) displaced = take_least();
        if (displaced == nullptr) {
            entrance.door.note_dropped();
            entrance.lock.unlock();
            const bool rejects =
                kind_.overflow == Overflow::Reject || kind_.overflow == Overflow::Block;
            bury(envelope, to, rejects ? AskError::Why::MailboxFull : AskError::Why::Displaced);
            return rejects ? Sent::Full : Sent::Dropped;
        }
    }
    put(must_stay ? levels_[0] : level_of(*envelope), envelope);
    if (displaced != nullptr)
        entrance.door.note_dropped();
    else
        cell.add_queued(1);
    entrance.lock.unlock();
    if (displaced != nullptr) bury(displaced, to, AskError::Why::Displaced);
    cell.wake();
    return Sent::Delivered;
}

KeptMailbox::Level& KeptMailbox::level_of(const Envelope& envelope) {
    if (kind_.levels == 1) return levels_[0];
    const int priority = message_type(envelope.type).priority;
    const int wanted = priority == MessageType::no_priority ? kind_.levels / 2 : priority;
    return levels_[static_cast<std::size_t>(std::clamp(wanted, 0, kind_.levels - 1))];
}

void KeptMailbox::put(Level& level, Envelope* envelope) {
    envelope->next.store(nullptr, std::memory_order_relaxed);
    if (level.oldest == nullptr)
        level.oldest = envelope;
    else
        level.newest->next.store(envelope, std::memory_order_relaxed);
    level.newest = envelope;
    ++size_;
}

Envelope* KeptMailbox::take_from(Level& level) {
    Envelope* const oldest = level.oldest;
    if (oldest == nullptr) return nullptr;
    level.oldest = oldest->next.load(std::memory_order_relaxed);
    --size_;
    return oldest;
}

Envelope* KeptMailbox::take() {
    for (std::size_t level = kind_.levels; level-- > 0;)
        if (Envelope* const oldest = take_from(levels_[level])) return oldest;
    return nullptr;
}

Envelope* KeptMailbox::take_least() {
    for (std::size_t at = 0; at < kind_.levels; ++at) {
        Level& level = levels_[at];
        Envelope* before = nullptr;
        Envelope* least = level.oldest;
        while (least != nullptr && least->handler == Envelope::poison) {
            before = least;
            least = least->next.load(std::memory_order_relaxed);
        }
        if (least == nullptr) continue;
        if (before == nullptr) return take_from(level);
        before->next.store(least->next.load(std::memory_order_relaxed), std::memory_order_relaxed);
        if (level.newest == least) level.newest = before;
        --size_;
        return least;
    }
    return nullptr;
}

}  // namespace callboard::runtime
