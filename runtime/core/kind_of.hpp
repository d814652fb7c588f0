#pragma once

#include <array>
#include <string_view>

#include "runtime/core/deferred.hpp"
#include "runtime/core/kind.hpp"
#include "runtime/core/reply_slot.hpp"
#include "runtime/core/terminated.hpp"

// Makes the Kind of an actor class from the class itself.
namespace callboard::runtime {

namespace detail {

template <class A, class M>
void handle(void* object, Envelope& envelope, Context& context) {
    A& actor = *static_cast<A*>(object);
    answer_with<M>(envelope, context, [&](M& message, Context& its_context) -> decltype(auto) {
        return call_on(actor, message, its_context);
    });
}

template <class A, class Moment>
constexpr Hook hook_of() {
    if constexpr (HasOn<A, Moment>)
        return [](void* actor, Context& context) {
            Moment moment;
            static_assert(
                std::is_void_v<decltype(call_on(*static_cast<A*>(actor), moment, context))>,
                "nobody waits for what a moment of life returns");
            call_on(*static_cast<A*>(actor), moment, context);
        };
    else
        return nullptr;
}

// What people call actors of this class: its own word for it, or its type's name.
template <class A>
std::string_view kind_name() {
    if constexpr (requires { A::kind_name; })
        return A::kind_name;
    else
        return type_name<A>();
}

template <class A, class... M>
Kind describe_kind(Messages<M...>) {
    static_assert((HasOn<A, M> && ...), "an actor has an `on` for every message that it accepts");
    static_assert(sizeof...(M) < Envelope::first_special, "at most 253 messages for one actor");
    static constexpr std::array<Handler, sizeof...(M)> handlers{&handle<A, M>...};
    static const std::array<TypeIndex, sizeof...(M)> accepts{type_index<M>()...};
    Kind kind{.name = names().id_of(kind_name<A>()), .handlers = handlers, .accepts = accepts};
    kind.started = hook_of<A, Started>();
    kind.restarting = hook_of<A, Restarting>();
    kind.stopping = hook_of<A, Stopping>();
    kind.stopped = hook_of<A, Stopped>();
    kind.receive_timeout = hook_of<A, ReceiveTimeout>();
    if constexpr (requires { A::reentrant; }) kind.reentrant = A::reentrant;
    if constexpr (HasOn<A, Terminated>)
        kind.terminated = [](void* actor, probe::ActorId who, Ending ending, Context& context) {
            Terminated message{Ref<>(who), ending};
            call_on(*static_cast<A*>(actor), message, context);
        };
    if constexpr (requires(const A& actor) { actor.supervision(); })
        kind.supervision = [](const void* actor) {
            return static_cast<const A*>(actor)->supervision();
        };
    if constexpr (Showable<A>)
        kind.state_json = [](const void* actor) { return to_json(*static_cast<const A*>(actor)); };
    return kind;
}

}  // namespace detail

template <class A>
const Kind& kind_of() {
    static const Kind kind = detail::describe_kind<A>(typename A::Accepts{});
    return kind;
}

}  // namespace callboard::runtime
