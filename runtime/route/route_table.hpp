#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <random>
#include <span>
#include <vector>

#include "runtime/core/door.hpp"
#include "runtime/route/hash_ring.hpp"
#include "runtime/route/routing.hpp"

namespace callboard::runtime {

// What a router can do with one type of message; null: it can not.
struct RouteOps {
    Envelope* (*copy)(Envelope& envelope) = nullptr;
    std::uint64_t (*key)(Envelope& envelope) = nullptr;
};

// The door of a router: hands messages to routees on the sender's thread, so that a router
// is no bottleneck and no further hop. What is for the router itself goes to its mailbox.
// Any thread; those who change it wait for each other, who route through it wait shortly.
class RouteTable {
public:
    // `ops` by handler: what has one is for routees.
    RouteTable(Routing routing, std::span<const RouteOps> ops);

    bool add(Ref<> routee);  // False: it was there already.
    bool remove(Ref<> routee);
    Routees list() const;

    // A pool that restarts loses its routees with its children.
    void refill_later() { to_be_refilled_.store(true); }
    bool to_be_refilled() { return to_be_refilled_.exchange(false); }

    Sent route(probe::ActorId router, Envelope* envelope);
    bool is_for_routees(const Envelope& envelope) const { return envelope.handler < ops_.size(); }

private:
    probe::ActorId choose(const RouteOps& ops, Envelope& envelope);
    Sent send_to_all(std::vector<Ref<>> routees, const RouteOps& ops, probe::ActorId router,
                     Envelope* envelope);

    const Routing routing_;
    const std::span<const RouteOps> ops_;
    mutable std::mutex mutex_;
    std::vector<Ref<>> routees_;
    HashRing ring_;
    std::size_t next_ = 0;
    std::minstd_rand random_;
    std::uint64_t routed_ = 0;
    std::atomic<bool> to_be_refilled_{false};
};

// Lets a router's table stand before its mailbox.
class RouterPorter final : public Porter {
public:
    explicit RouterPorter(std::shared_ptr<RouteTable> table) : table_(std::move(table)) {}
    Sent admit(Entrance& entrance, Envelope* envelope) override;

private:
    std::shared_ptr<RouteTable> table_;
};

}  // namespace callboard::runtime
