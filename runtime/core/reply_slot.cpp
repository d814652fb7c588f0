#include "runtime/core/reply_slot.hpp"

#include <algorithm>
#include <utility>

#include "runtime/core/futex.hpp"

namespace callboard::runtime {
namespace {

constexpr auto slot_class = pool::class_of(sizeof(ReplySlot));
// Waking a thread costs tens of microseconds; an answer often comes sooner.
constexpr auto spin_for = std::chrono::microseconds(30);

}  // namespace

ReplySlot* make_reply_slot(probe::ActorId asker) {
    auto* slot = new (pool::take(slot_class)) ReplySlot;
    slot->asker = asker;
    return slot;
}

void free_reply_slot(ReplySlot* slot) {
    slot->~ReplySlot();
    pool::give(slot, slot_class);
}

void free_reply(Envelope* reply) {
    if (reply == nullptr) return;
    destroy_payload(*reply);
    give_envelope(reply);
}

void fill(ReplySlot& slot, Envelope* reply) {
    slot.reply = reply;
    // Who chained a slot has no further part in it, so there is nothing to agree on.
    if (slot.phase.load(std::memory_order_acquire) == ReplySlot::Chained)
        return slot.completion(slot);
    // Release publishes the reply; after it the slot belongs to the waiter.
    switch (slot.phase.exchange(ReplySlot::Filled, std::memory_order_acq_rel)) {
        case ReplySlot::Chained: return slot.completion(slot);
        case ReplySlot::Waited: futex_wake(slot.phase, 1); break;
        case ReplySlot::Abandoned:
            free_reply(reply);
            free_reply_slot(&slot);
            break;
        default: break;
    }
}

void fill_error(ReplySlot& slot, AskError::Why why, std::string text) {
    fill(slot, make_error({why, std::move(text)}));
}

Envelope* make_error(AskError error) {
    Envelope* reply = make_envelope(std::move(error));
    reply->flags |= Envelope::Failed;
    return reply;
}

void chain(ReplySlot& slot, ReplySlot::Completion completion, void* argument) {
    slot.completion = completion;
    slot.argument = argument;
    std::uint32_t seen = ReplySlot::Empty;
    // Waited: a wait that ran out of time left it so; nobody waits any more.
    while (seen != ReplySlot::Filled)
        if (slot.phase.compare_exchange_weak(seen, ReplySlot::Chained, std::memory_order_acq_rel))
            return;
    completion(slot);
}

bool is_filled(const ReplySlot& slot) {
    return slot.phase.load(std::memory_order_acquire) == ReplySlot::Filled;
}

bool wait_filled(ReplySlot& slot, std::chrono::nanoseconds limit) {
    const auto start = std::chrono::steady_clock::now();
    const auto spin_until = start + std::min<std::chrono::nanoseconds>(limit, spin_for);
    while (std::chrono::steady_clock::now() < spin_until) {
        for (int i = 0; i < 32; ++i) {
            if (is_filled(slot)) return true;
            spin_pause();
        }
    }
    for (;;) {
        std::uint32_t seen = ReplySlot::Empty;
        slot.phase.compare_exchange_strong(seen, ReplySlot::Waited, std::memory_order_acq_rel);
        if (seen == ReplySlot::Filled) return true;
        const auto left = limit - (std::chrono::steady_clock::now() - start);
        if (left.count() <= 0) return is_filled(slot);
        futex_wait(slot.phase, ReplySlot::Waited, left);
    }
}

void abandon(ReplySlot* slot) {
    if (slot->phase.exchange(ReplySlot::Abandoned, std::memory_order_acq_rel) != ReplySlot::Filled)
        return;  // The envelope that asks still has it.
    free_reply(slot->reply);
    free_reply_slot(slot);
}

}  // namespace callboard::runtime
