#pragma once

#include <memory>
#include <utility>

#include "runtime/core/continuation.hpp"
#include "runtime/core/ref.hpp"

namespace callboard::runtime {

// Runs `call(context)` in the actor's own turn, behind the mail that it has now, whatever
// behaviour is in force then and however often it was restarted meanwhile. Never, when
// the actor is gone. What `call` throws is a failure of that actor. Any thread.
template <class Call>
Sent visit(Ref<> actor, Call call) {
    if (!actor) return Sent::NoSuchActor;
    auto awaiting = std::make_unique<Awaiting>();
    awaiting->asker = actor.id;
    awaiting->restarts = Awaiting::any_life;
    awaiting->go = [call = std::move(call)](Envelope*, Context& context) mutable { call(context); };
    Envelope* envelope = make_envelope(Continuation{std::move(awaiting)});
    envelope->handler = Envelope::continuation;
    return detail::deliver(actor.id, envelope, nullptr);
}

}  // namespace callboard::runtime
