#include "runtime/route/route_table.hpp"

#include <algorithm>

#include "runtime/core/dead_letters.hpp"
#include "runtime/core/future.hpp"
#include "runtime/core/join.hpp"

namespace callboard::runtime {

RouteTable::RouteTable(Routing routing, std::span<const RouteOps> ops)
    : routing_(routing), ops_(ops) {}

bool RouteTable::add(Ref<> routee) {
    const std::lock_guard lock(mutex_);
    if (std::find(routees_.begin(), routees_.end(), routee) != routees_.end()) return false;
    routees_.push_back(routee);
    if (routing_ == Routing::ConsistentHash) ring_.add(routee.id);
    return true;
}

bool RouteTable::remove(Ref<> routee) {
    const std::lock_guard lock(mutex_);
    ring_.remove(routee.id);
    return std::erase(routees_, routee) != 0;
}

Routees RouteTable::list() const {
    const std::lock_guard lock(mutex_);
    return {routees_, routed_};
}

Sent RouteTable::route(probe::ActorId router, Envelope* envelope) {
    const RouteOps& ops = ops_[envelope->handler];
    std::unique_lock lock(mutex_);
    if (!routees_.empty()) ++routed_;
    if (routing_ == Routing::Broadcast && !routees_.empty()) {
        auto everyone = routees_;
        lock.unlock();
        return send_to_all(std::move(everyone), ops, router, envelope);
    }
    const probe::ActorId chosen = routees_.empty() ? probe::ActorId{} : choose(ops, *envelope);
    lock.unlock();
    if (chosen != probe::ActorId{}) return detail::post_to(chosen, envelope);
    bury(envelope, router, AskError::Why::NoRoutee);
    return Sent::Withheld;
}

probe::ActorId RouteTable::choose(const RouteOps& ops, Envelope& envelope) {
    // One that has just died is still in the list until the router hears of it.
    if (routing_ == Routing::ConsistentHash) {
        const std::uint64_t key = ops.key(envelope);
        probe::ActorId owner = ring_.owner_of(key);
        while (owner != probe::ActorId{} && !Ref<>(owner).alive()) {
            ring_.remove(owner);
            owner = ring_.owner_of(key);
        }
        return owner;
    }
    const std::size_t first = routing_ == Routing::Random ? random_() : next_;
    for (std::size_t i = 0; i < routees_.size(); ++i) {
        const Ref<> candidate = routees_[(first + i) % routees_.size()];
        if (!candidate.alive()) continue;
        next_ = (first + i + 1) % routees_.size();
        return candidate.id;
    }
    return {};
}

Sent RouteTable::send_to_all(std::vector<Ref<>> routees, const RouteOps& ops, probe::ActorId router,
                             Envelope* envelope) {
    if (ops.copy == nullptr) {
        bury(envelope, router, AskError::Why::NotAccepted);
        return Sent::NotAccepted;
    }
    ReplySlot* const question = take_reply(*envelope);
    std::vector<Future<void>> answers;
    for (const Ref<> routee : routees) {
        Envelope* const copy = ops.copy(*envelope);
        if (question == nullptr) {
            copy->from = envelope->origin();
        } else {
            copy->from.reply = make_reply_slot(question->asker);
            copy->flags |= Envelope::Asked;
            answers.emplace_back(copy->from.reply);
        }
        detail::post_to(routee.id, copy);
    }
    destroy_payload(*envelope);
    give_envelope(envelope);
    if (question != nullptr)
        detail::chain_call(any(std::move(answers)),
                           [question](Envelope* reply) { fill(*question, reply); });
    return Sent::Delivered;
}

Sent RouterPorter::admit(Entrance& entrance, Envelope* envelope) {
    const auto router = entrance.cell.id();
    const auto table = table_;  // The door may close, and end us, as soon as it is open.
    entrance.lock.unlock();
    if (table->is_for_routees(*envelope)) return table->route(router, envelope);
    entrance.cell.post_inside(envelope);
    return Sent::Delivered;
}

}  // namespace callboard::runtime
