#include <vector>

#include "tests/bench/measuring.hpp"
#include "tests/bench/peers/caf/workloads.hpp"

namespace callboard::bench {
namespace {

using caf::actor;

struct Counter {
    std::uint64_t count = 0;
};

caf::behavior counter(caf::stateful_actor<Counter>* self, std::uint64_t expected, Finish* finish) {
    return {[=](std::uint64_t) {
        if (++self->state.count == expected) finish->reach();
    }};
}

caf::behavior producer(caf::event_based_actor* self, actor target) {
    return {[=](std::uint64_t amount) {
        for (std::uint64_t i = 0; i < amount; ++i) self->send(target, i);
    }};
}

}  // namespace

void fan_in(caf::actor_system& system, std::uint64_t producers, std::uint64_t messages) {
    Finish finish;
    const auto target = system.spawn(counter, messages, &finish);
    std::vector<actor> all;
    while (all.size() < producers) all.push_back(system.spawn(producer, target));
    const Stopwatch watch;
    for (const auto& one : all) caf::anon_send(one, messages / producers);
    finish.wait();
    report_and_leave(messages, watch.seconds());
}

}  // namespace callboard::bench
