#include <vector>

#include "tests/bench/measuring.hpp"
#include "tests/bench/peers/caf/workloads.hpp"

namespace callboard::bench {
namespace {

using caf::actor;

constexpr std::uint64_t batch = 10'000;

caf::behavior child(caf::event_based_actor* self, actor parent) {
    return {[=](std::uint64_t question) { self->send(parent, question); }};
}

struct Parent {
    std::vector<actor> children;  // CAF ends an idle actor that nobody holds.
    std::uint64_t answers = 0;
};

caf::behavior parent(caf::stateful_actor<Parent>* self, std::uint64_t amount, Finish* finish) {
    const auto spawn_batch = [=] {
        for (std::uint64_t i = 0; i < batch; ++i) {
            self->state.children.push_back(self->spawn(child, caf::actor_cast<actor>(self)));
            self->send(self->state.children.back(), std::uint64_t{1});
        }
    };
    return {[=](caf::ok_atom) {
                self->state.children.resize(amount);  // Its pages are no part of an actor.
                self->state.children.clear();
                finish->reach();
            },
            [=](caf::tick_atom) { spawn_batch(); },
            [=](std::uint64_t) {
                if (++self->state.answers == amount)
                    finish->reach();
                else if (self->state.answers % batch == 0)
                    spawn_batch();
            }};
}

}  // namespace

void spawn_many(caf::actor_system& system, std::uint64_t amount) {
    Finish finish;
    const auto root = system.spawn(parent, amount, &finish);
    caf::anon_send(root, caf::ok_atom::value);
    finish.wait();
    const auto bytes_before = resident_bytes();
    const Stopwatch watch;
    caf::anon_send(root, caf::tick_atom::value);
    finish.wait();
    const double seconds = watch.seconds();
    const auto bytes = static_cast<double>(resident_bytes() - bytes_before);
    report_and_leave(amount, seconds, bytes / static_cast<double>(amount));
}

}  // namespace callboard::bench
