#pragma once

#include <atomic>
#include <cstdint>

#include "runtime/core/envelope.hpp"
#include "runtime/core/futex.hpp"

namespace callboard::runtime {

// What a push tells the sender to do next.
enum class Pushed : std::uint8_t { Queued, WokeOwner };

// Many senders, one owner; FIFO for each sender.
//
// An intrusive queue with one exchange for a push and none for a pop. The newest
// envelope hangs at `newest`; the owner keeps the last one it took in `taken`, and
// what waits hangs behind that by `next`. So the envelope taken last stays allocated
// until the next is taken.
//
// Who may run the actor is the low bit of `newest`: set, nobody does. A push takes
// the bit away with its exchange and sees whether it was set; so exactly one push
// is told to wake the owner. `claim` takes it without a push.
//
// The two halves lie apart: senders write `newest` from other cores.
class MailboxSenders {
public:
    Pushed push(Envelope* envelope) {  // Any thread.
        envelope->next.store(nullptr, std::memory_order_relaxed);
        // Release: the owner must see the message. Acquire: with the idle bit we take
        // over what the last owner did.
        const auto before =
            newest_.exchange(reinterpret_cast<std::uintptr_t>(envelope), std::memory_order_seq_cst);
        // Release for the owner's acquire in take(): it may reach the envelope by this link.
        pointer(before)->next.store(envelope, std::memory_order_release);
        return (before & idle_bit) != 0 ? Pushed::WokeOwner : Pushed::Queued;
    }

    // Any thread: makes the caller the owner if nobody is.
    bool claim() {
        auto seen = newest_.load(std::memory_order_seq_cst);
        while ((seen & idle_bit) != 0)
            if (newest_.compare_exchange_weak(seen, seen & ~idle_bit, std::memory_order_seq_cst))
                return true;
        return false;
    }

    bool idle() const { return (newest_.load(std::memory_order_relaxed) & idle_bit) != 0; }

private:
    friend class MailboxOwner;
    static constexpr std::uintptr_t idle_bit = 1;
    static Envelope* pointer(std::uintptr_t value) {
        return reinterpret_cast<Envelope*>(value & ~idle_bit);
    }

    std::atomic<std::uintptr_t> newest_{0};
};

// The owner's half. Every call: only by the owner.
class MailboxOwner {
public:
    // `first` stands in for a message that was taken. The mailbox begins owned.
    void open(MailboxSenders& senders, Envelope* first) {
        taken_ = first;
        first->next.store(nullptr, std::memory_order_relaxed);
        senders.newest_.store(reinterpret_cast<std::uintptr_t>(first), std::memory_order_relaxed);
    }
    bool is_open() const { return taken_ != nullptr; }

    // The oldest envelope, which stays in place until the next take; null when there
    // is none, or when a sender stands between its exchange and its link.
    Envelope* take() {
        Envelope* oldest = taken_->next.load(std::memory_order_acquire);
        if (oldest == nullptr) return nullptr;
        give_envelope(taken_);
        return taken_ = oldest;
    }

    // Puts a chain of envelopes in front of what waits.
    void put_back(MailboxSenders& senders, Envelope* first, Envelope* last) {
        Envelope* oldest = taken_->next.load(std::memory_order_acquire);
        if (oldest == nullptr) {
            last->next.store(nullptr, std::memory_order_relaxed);
            auto expected = reinterpret_cast<std::uintptr_t>(taken_);
            if (senders.newest_.compare_exchange_strong(
                    expected, reinterpret_cast<std::uintptr_t>(last), std::memory_order_seq_cst)) {
                taken_->next.store(first, std::memory_order_relaxed);
                return;
            }
            // A sender stands between its exchange and its link; that is two instructions.
            while ((oldest = taken_->next.load(std::memory_order_acquire)) == nullptr) spin_pause();
        }
        last->next.store(oldest, std::memory_order_relaxed);
        taken_->next.store(first, std::memory_order_relaxed);
    }

    // Gives up ownership if everything was taken. True: the caller is no longer the
    // owner and must not touch the actor.
    bool park(MailboxSenders& senders) {
        auto expected = reinterpret_cast<std::uintptr_t>(taken_);
        return senders.newest_.compare_exchange_strong(
            expected, expected | MailboxSenders::idle_bit, std::memory_order_seq_cst);
    }

    // Gives up ownership whatever waits: the actor is suspended.
    void park_holding(MailboxSenders& senders) {
        senders.newest_.fetch_or(MailboxSenders::idle_bit, std::memory_order_seq_cst);
    }

private:
    Envelope* taken_ = nullptr;
};

}  // namespace callboard::runtime
