#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace callboard::runtime {

class Context;

// What a user's actor derives from. It says nothing and costs nothing: an actor
// is a class with `using Accepts = Messages<…>` and an `on` for each of them.
class Actor {};

// What an actor accepts, in the order that gives each message its number.
template <class... M>
struct Messages {
    static constexpr std::size_t count = sizeof...(M);
};

// Moments in an actor's life. An actor that wants to know has an `on` for them:
// `void on(const Started&, Context&)`.
struct Started {};         // The object is made, its name known; before the first message.
struct Restarting {};      // To the old object, before its children stop.
struct Stopping {};        // Before its children stop. No message is handled after it.
struct Stopped {};         // Last of all: the children are gone, the name is free.
struct ReceiveTimeout {};  // No message came for as long as Context::set_receive_timeout said.

// Why an actor that is watched will not answer any more.
enum class Ending : std::uint8_t {
    Stopped,            // It lived, and stopped.
    StoppedByOperator,  // A person stopped it, from outside.
    NotFound,           // It was gone, or never there, when the watch began.
    AddressLost,        // The link to its node is lost.
};

namespace detail {

template <class M, class List>
struct IndexIn;
template <class M, class... Rest>
struct IndexIn<M, Messages<M, Rest...>> : std::integral_constant<std::size_t, 0> {};
template <class M, class First, class... Rest>
struct IndexIn<M, Messages<First, Rest...>>
    : std::integral_constant<std::size_t, 1 + IndexIn<M, Messages<Rest...>>::value> {};
template <class M>
struct IndexIn<M, Messages<>> : std::integral_constant<std::size_t, 0> {};

template <class M, class List>
struct IsIn : std::false_type {};
template <class M, class... All>
struct IsIn<M, Messages<All...>> : std::bool_constant<(std::is_same_v<M, All> || ...)> {};

// A handler may do without the context. A message is offered as an rvalue: its
// handler is the last to see it, so it may be taken apart.
template <class A, class M>
decltype(auto) call_on(A& actor, M& message, Context& context) {
    if constexpr (requires { actor.on(static_cast<M&&>(message), context); })
        return actor.on(static_cast<M&&>(message), context);
    else
        return actor.on(static_cast<M&&>(message));
}

template <class A, class M>
concept HasOn = requires(A& actor, M&& message, Context& context) {
    actor.on(static_cast<M&&>(message), context);
}
|| requires(A& actor, M&& message) { actor.on(static_cast<M&&>(message)); };

}  // namespace detail

// True when actors of class A take messages of type M.
template <class A, class M>
concept AcceptedBy = detail::IsIn < std::remove_cvref_t<M>,
typename A::Accepts > ::value;

// What a handler's result is to who asked; Deferred<R> is an R. See deferred.hpp.
template <class T>
struct Answer;

// What an actor of class A answers to an M.
template <class A, class M>
using ReplyOf = typename Answer<std::remove_cvref_t<decltype(detail::call_on(
    std::declval<A&>(), std::declval<std::remove_cvref_t<M>&>(), std::declval<Context&>()))>>::Type;

}  // namespace callboard::runtime
