#pragma once

#include <array>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "runtime/core/system.hpp"
#include "runtime/route/route_table.hpp"

namespace callboard::runtime {

namespace detail {

template <class List, class... More>
struct Extend;
template <class... M, class... More>
struct Extend<Messages<M...>, More...> {
    using Type = Messages<M..., More...>;
};

template <class List>
struct AllAsToAll;
template <class... M>
struct AllAsToAll<Messages<M...>> {
    using Type = Messages<ToAll<M>...>;
};

template <class First, class Second>
struct Concatenate;
template <class... A, class... B>
struct Concatenate<Messages<A...>, Messages<B...>> {
    using Type = Messages<A..., B...>;
};

template <class M>
RouteOps route_ops() {
    RouteOps ops;
    if constexpr (std::is_copy_constructible_v<M>)
        ops.copy = [](Envelope& envelope) {
            Envelope* copy = make_envelope(M(envelope.message<M>()));
            copy->handler = envelope.handler;
            if (envelope.detailed()) attach(*copy, headers_of(envelope));
            return copy;
        };
    if constexpr (requires(const M& message) { routing_hash(message.routing_key()); })
        ops.key = [](Envelope& envelope) {
            return routing_hash(envelope.message<M>().routing_key());
        };
    return ops;
}

template <class... M>
std::span<const RouteOps> route_ops_of(Messages<M...>) {
    static const std::array<RouteOps, sizeof...(M)> ops{route_ops<M>()...};
    return ops;
}

}  // namespace detail

// Stands for several actors of class A: who sends to it sends to one or all of them, by its
// routing. A pool makes its routees as its children; a group is given them. A routee that
// ends leaves the list, and is not replaced. Made by spawn_pool and spawn_group.
template <class A>
class Router : public Actor {
public:
    using Routed = typename A::Accepts;
    using Accepts = typename detail::Concatenate<
        typename detail::Extend<Routed, AddRoutee, RemoveRoutee, ListRoutees>::Type,
        typename detail::AllAsToAll<Routed>::Type>::Type;
    static inline const std::string kind_name = "Router<" + type_name<A>() + ">";

    // `refill(router)` makes the routees of a pool; a group has none.
    using Refill = std::function<void(Ref<> router)>;
    Router(std::shared_ptr<RouteTable> table, Refill refill)
        : table_(std::move(table)), refill_(std::move(refill)) {}

    void on(const Started&, Context& context) {
        for (const Ref<> routee : table_->list().routees) context.watch(routee);
        if (table_->to_be_refilled()) refill_(context.self());
    }
    void on(const Restarting&, Context& context) {
        for (const Ref<> child : context.children()) table_->remove(child);
        if (refill_ != nullptr) table_->refill_later();
    }
    void on(const AddRoutee& order, Context& context) {
        if (fits(order.routee) && table_->add(order.routee)) context.watch(order.routee);
    }
    void on(const RemoveRoutee& order, Context& context) {
        if (!table_->remove(order.routee)) return;
        context.unwatch(order.routee);
        if (is_child(order.routee, context)) context.poison(order.routee);
    }
    Routees on(const ListRoutees&) { return table_->list(); }
    void on(const Terminated& ended, Context&) { table_->remove(ended.who); }

    template <class M>
    requires(AcceptedBy<A, M>) void on(ToAll<M>&& order) {
        for (const Ref<> routee : table_->list().routees) Ref<A>(routee.id).send(M(order.message));
    }
    // Never called, as the door routes what routees take; says what they answer.
    template <class M>
    requires(AcceptedBy<A, M>) ReplyOf<A, M> on(M&&, Context&) {
        throw std::logic_error("a message for routees came to the router's mailbox");
    }

private:
    static bool fits(Ref<> routee) { return routee && Ref<A>::fits(routee.id); }
    static bool is_child(Ref<> routee, Context& context) {
        for (const Ref<> child : context.children())
            if (child == routee) return true;
        return false;
    }

    std::shared_ptr<RouteTable> table_;
    Refill refill_;
};

// How a pool is made: how many routees, and with what props each.
struct PoolOptions {
    Routing routing = Routing::RoundRobin;
    std::size_t size = 1;
    Props routees = {};
};

namespace detail {

template <class A>
std::shared_ptr<RouteTable> make_table(Routing routing) {
    const auto ops = route_ops_of(typename A::Accepts{});
    for (const RouteOps& each : ops) {
        if (routing == Routing::ConsistentHash && each.key == nullptr)
            throw std::invalid_argument("to route by hash every message needs a `routing_key()`; " +
                                        type_name<A>() + " takes one that has none");
        if (routing == Routing::Broadcast && each.copy == nullptr)
            throw std::invalid_argument("to broadcast every message must be copied; " +
                                        type_name<A>() + " takes one that can not be");
    }
    return std::make_shared<RouteTable>(routing, ops);
}

inline Props behind_table(const Props& props, std::shared_ptr<RouteTable> table) {
    return Props(props).porter([table] { return std::make_unique<RouterPorter>(table); });
}

}  // namespace detail

// A router that makes `size` routees of class A, each from these arguments. `spawner` is a
// System or a Context. When it returns the routees are there.
template <class A, class Spawner, class... Args>
Ref<Router<A>> spawn_pool(Spawner& spawner, const Props& props, const PoolOptions& options,
                          const Args&... args) {
    System& system = system_of(spawner);
    const auto table = detail::make_table<A>(options.routing);
    const auto refill = [&system, table = table.get(), options, args...](Ref<> router) {
        for (std::size_t i = 0; i < options.size; ++i)
            table->add(system.spawn_in<A>(router, options.routees, args...));
    };
    const auto router = spawner.template spawn<Router<A>>(detail::behind_table(props, table), table,
                                                          typename Router<A>::Refill(refill));
    refill(router);
    return router;
}

// A router for actors that are there; they live on when it stops.
template <class A, class Spawner>
Ref<Router<A>> spawn_group(Spawner& spawner, const Props& props, Routing routing,
                           const std::vector<Ref<A>>& routees) {
    const auto table = detail::make_table<A>(routing);
    for (const Ref<A> routee : routees) table->add(routee);
    return spawner.template spawn<Router<A>>(detail::behind_table(props, table), table,
                                             typename Router<A>::Refill{});
}

}  // namespace callboard::runtime
