#pragma once

#include <cstdint>
#include <utility>

#include "runtime/core/actor.hpp"
#include "runtime/core/cell.hpp"
#include "runtime/core/cells.hpp"
#include "runtime/core/dead_letters.hpp"
#include "runtime/core/deferred.hpp"
#include "runtime/core/middleware.hpp"
#include "runtime/core/sent.hpp"
#include "runtime/message/actor_address.hpp"

namespace callboard::runtime {

namespace detail {

inline Sent post_to(probe::ActorId to, Envelope* envelope) {
    Cell& cell = cells::at(probe::slot_of(to));
    if (!cell.is(to)) {
        bury(envelope, to, AskError::Why::NoSuchActor);
        return Sent::NoSuchActor;
    }
    envelope->target_generation = probe::generation_of(to);
    return cell.post(to, envelope);
}

// The way of every message. `reply` null: nobody waits for an answer.
inline Sent deliver(probe::ActorId to, Envelope* envelope, ReplySlot* reply) {
    if (reply != nullptr) {
        envelope->from.reply = reply;
        envelope->flags |= Envelope::Asked;
    }
    Worker* worker = Worker::of_this_thread();
    if (worker != nullptr && worker->running() != nullptr) {
        if (reply == nullptr) envelope->from.actor = worker->running()->id();
        worker->running()->note_sent();
        if (worker->outfit() != nullptr) [[unlikely]]
            return deliver_dressed(*worker->outfit(), to, envelope);
    }
    return post_to(to, envelope);
}

// An answer goes home past every door, to where a turn of the asker finds it.
void deliver_answer(probe::ActorId asker, Envelope* answer);

// Stops the actor when its turn comes in the mailbox. `reply`: told when it is gone.
Sent deliver_poison(probe::ActorId to, ReplySlot* reply);

// Hands on an envelope that has its sender or its question already.
Sent pass_on(probe::ActorId to, Envelope* envelope);

// For senders that do not know the target's class.
Sent deliver_untyped(probe::ActorId to, Envelope* envelope, ReplySlot* reply);

// A typed address that came from outside may not name an actor of another class.
bool fits_kind(probe::ActorId actor, const Kind& kind);

}  // namespace detail

template <class A = void>
class Ref;

// The address of an actor whose class the sender does not know: a small value to
// copy, to keep and to send. It owns nothing; the actor may be gone. Any thread.
template <>
class Ref<void> : public ActorAddress {
public:
    Ref() = default;
    explicit Ref(probe::ActorId actor) : ActorAddress{actor} {}

    explicit operator bool() const { return id != probe::ActorId{}; }
    bool alive() const;
    static bool fits(probe::ActorId actor);  // One that this process gave out, or nobody.

    // Whether the actor accepts an M shows at run time only.
    template <class M>
    Sent send(M&& message) const {
        return detail::deliver_untyped(id, make_envelope(std::forward<M>(message)), nullptr);
    }
};

// The address of an actor of class A. What A does not accept does not compile.
template <class A>
class Ref : public Ref<void> {
public:
    Ref() = default;
    explicit Ref(probe::ActorId actor) : Ref<void>(actor) {}

    static bool fits(probe::ActorId actor) { return detail::fits_kind(actor, kind_of<A>()); }

    template <class M>
    requires AcceptedBy<A, M> Sent send(M&& message)
    const { return dispatch(std::forward<M>(message), nullptr); }

    // The asking half of System::ask.
    template <class M>
    requires AcceptedBy<A, M> Sent dispatch(M&& message, ReplySlot* reply)
    const {
        if (id == probe::ActorId{}) return nobody(std::forward<M>(message), reply);
        Envelope* envelope = make_envelope(std::forward<M>(message));
        envelope->handler = static_cast<std::uint8_t>(
            detail::IndexIn<std::remove_cvref_t<M>, typename A::Accepts>::value);
        return detail::deliver(id, envelope, reply);
    }

private:
    template <class M>
    static Sent nobody(M&& message, ReplySlot* reply) {
        return detail::deliver_untyped({}, make_envelope(std::forward<M>(message)), reply);
    }
};

}  // namespace callboard::runtime
