#pragma once

#include <array>

#include "runtime/core/system.hpp"
#include "runtime/testing/expectations.hpp"

namespace callboard::runtime {

// Hears a system's events of these types, from its beginning to its end:
//
//     EventProbe<DeadLetter> letters(system);
//     nobody.send(Hello{});
//     letters.expect<DeadLetter>();
//
// It may not outlive its system. The test's own thread only.
template <class... Event>
class EventProbe : public Expectations<Event...> {
public:
    explicit EventProbe(System& system)
        : Expectations<Event...>(system),
          events_(system.events()),
          subscriptions_{events_.subscribe<Event>(
              [caught = this->caught()](const Event& event) { caught->add({event}); })...} {}
    ~EventProbe() {
        for (const SubscriptionId id : subscriptions_) events_.unsubscribe(id);
    }
    EventProbe(const EventProbe&) = delete;
    EventProbe& operator=(const EventProbe&) = delete;

private:
    EventStream& events_;
    const std::array<SubscriptionId, sizeof...(Event)> subscriptions_;
};

}  // namespace callboard::runtime
