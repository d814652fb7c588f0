#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>

#include "probe/record/ids.hpp"
#include "runtime/core/envelope.hpp"
#include "runtime/core/sent.hpp"

namespace callboard::runtime {

class Cell;
class MailboxHooks;

class Door;

// Somebody with a message at a door.
struct Entrance {
    Door& door;
    std::unique_lock<std::mutex> lock;
    Cell& cell;  // It may end as soon as the lock is open.
    probe::ActorId actor;
};

// What stands before an actor where mail does not simply queue up: a bounded mailbox, a
// priority mailbox, a router.
class Porter {
public:
    virtual ~Porter() = default;

    // Any thread, with the door locked, which it may open: takes the envelope.
    virtual Sent admit(Entrance& entrance, Envelope* envelope) = 0;

    virtual bool makes_wait() const { return false; }  // Senders, until something is taken.

    // The owner, behind the locked door: what is to be handled next; null: nothing.
    virtual Envelope* take() { return nullptr; }
    virtual bool has_mail() const { return false; }
    virtual MailboxHooks* hooks() { return nullptr; }
};

// While one lives, its thread is refused where others wait, as workers are: it has more to
// do than this one message.
class NeverWaits {
public:
    NeverWaits() { ++count_; }
    ~NeverWaits() { --count_; }
    NeverWaits(const NeverWaits&) = delete;
    NeverWaits& operator=(const NeverWaits&) = delete;

    static bool here() { return count_ > 0; }

private:
    static thread_local int count_;
};

// The way to a porter. Doors are never given back to the system, but used again, so that a
// sender that comes late finds a door that is another's, and not a hole. Any thread.
class Door {
public:
    static Door& open(std::unique_ptr<Porter> porter);

    void assign(probe::ActorId actor);  // Who lives behind it, from now on.
    Sent admit(probe::ActorId to, Cell& cell, Envelope* envelope);
    Envelope* take();
    bool has_mail(probe::ActorId of);
    Porter& porter() { return *porter_; }  // The owner.
    void close();                          // The owner; what waits are dead letters.

    void note_dropped() { dropped_.fetch_add(1, std::memory_order_relaxed); }
    std::uint64_t dropped() const { return dropped_.load(std::memory_order_relaxed); }

private:
    std::mutex mutex_;
    std::condition_variable room_;
    std::size_t waiting_ = 0;  // Senders, for room.
    probe::ActorId actor_{};
    std::unique_ptr<Porter> porter_;
    std::atomic<std::uint64_t> dropped_{0};  // For this actor.
};

}  // namespace callboard::runtime
