#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "runtime/core/ref.hpp"
#include "runtime/message/message_type.hpp"

namespace callboard::runtime {

// A subscription, to be ended by EventStream::unsubscribe.
enum class SubscriptionId : std::uint64_t {};

// What happens in a system, for whoever wants to know: DeadLetter, SupervisorEvent and
// events of the user's own, by type. Any thread. Publishing what nobody wants costs a
// look; else each subscriber is called in turn, and one that throws harms no other.
class EventStream {
public:
    // `hear(event)` on the thread that publishes, which waits for it: be quick, or let an
    // actor hear it, see System::listen.
    template <class Event, class Hear>
    SubscriptionId subscribe(Hear hear) {
        return add(type_index<Event>(), [hear = std::move(hear)](const void* event) mutable {
            hear(*static_cast<const Event*>(event));
            return true;
        });
    }

    // As a message to an actor; ends with the actor.
    template <class Event, class A>
    requires AcceptedBy<A, Event> SubscriptionId subscribe(Ref<A> actor) {
        return add(type_index<Event>(), [actor](const void* event) {
            return actor.send(*static_cast<const Event*>(event)) != Sent::NoSuchActor;
        });
    }

    void unsubscribe(SubscriptionId id);

    template <class Event>
    void publish(const Event& event) {
        if (count_.load(std::memory_order_relaxed) != 0) tell(type_index<Event>(), &event);
    }
    // Makes the event only if somebody wants it.
    template <class Event, class Make>
    void publish_made(Make make) {
        if (wanted<Event>()) publish<Event>(make());
    }
    template <class Event>
    bool wanted() const {
        return count_.load(std::memory_order_relaxed) != 0 && has(type_index<Event>());
    }

    // How often a subscriber threw.
    std::uint64_t failures() const { return failures_.load(std::memory_order_relaxed); }

private:
    using Hear = std::function<bool(const void* event)>;  // False: it hears no more.
    struct Subscriber {
        SubscriptionId id;
        TypeIndex type;
        std::shared_ptr<Hear> hear;
    };
    using Subscribers = std::vector<Subscriber>;

    SubscriptionId add(TypeIndex type, Hear hear);
    void tell(TypeIndex type, const void* event);
    bool has(TypeIndex type) const;
    std::shared_ptr<const Subscribers> subscribers() const;

    mutable std::mutex mutex_;
    std::shared_ptr<const Subscribers> subscribers_ = std::make_shared<Subscribers>();
    std::uint64_t last_id_ = 0;
    std::atomic<std::size_t> count_{0};
    std::atomic<std::uint64_t> failures_{0};
};

}  // namespace callboard::runtime
