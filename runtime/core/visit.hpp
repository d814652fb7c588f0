#pragma once

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
    const auto failed_never = [](const AskError&, Context&) {};
    auto* continuation = detail::ContinuationOf<void, Call, decltype(failed_never)>::make(
        actor.id, Continuation::any_life, std::move(call), failed_never);
    return Continuation::send_home(*continuation);
}

}  // namespace callboard::runtime
