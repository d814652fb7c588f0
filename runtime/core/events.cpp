#include "runtime/core/events.hpp"

#include <algorithm>

namespace callboard::runtime {

SubscriptionId EventStream::add(TypeIndex type, Hear hear) {
    const std::lock_guard lock(mutex_);
    auto all = std::make_shared<Subscribers>(*subscribers_);
    const SubscriptionId id{++last_id_};
    all->push_back({id, type, std::make_shared<Hear>(std::move(hear))});
    count_.store(all->size(), std::memory_order_relaxed);
    subscribers_ = std::move(all);
    return id;
}

void EventStream::unsubscribe(SubscriptionId id) {
    const std::lock_guard lock(mutex_);
    auto all = std::make_shared<Subscribers>(*subscribers_);
    std::erase_if(*all, [&](const Subscriber& each) { return each.id == id; });
    count_.store(all->size(), std::memory_order_relaxed);
    subscribers_ = std::move(all);
}

std::shared_ptr<const EventStream::Subscribers> EventStream::subscribers() const {
    const std::lock_guard lock(mutex_);
    return subscribers_;
}

bool EventStream::has(TypeIndex type) const {
    const auto all = subscribers();
    return std::any_of(all->begin(), all->end(),
                       [&](const Subscriber& each) { return each.type == type; });
}

void EventStream::tell(TypeIndex type, const void* event) {
    const auto all = subscribers();  // Kept, as who hears may unsubscribe.
    for (const Subscriber& each : *all) {
        if (each.type != type) continue;
        try {
            if (!(*each.hear)(event)) unsubscribe(each.id);
        } catch (...) {
            failures_.fetch_add(1, std::memory_order_relaxed);
        }
    }
}

}  // namespace callboard::runtime
