#include <vector>

#include "tests/bench/measuring.hpp"
#include "tests/bench/peers/caf/workloads.hpp"

namespace callboard::bench {
namespace {

using caf::actor;

struct Player {
    actor next;
};

caf::behavior player(caf::stateful_actor<Player>* self, Finish* finish) {
    return {[=](const actor& next) { self->state.next = next; },
            [=](std::uint64_t hops_left) {
                if (hops_left == 0)
                    finish->reach();
                else
                    self->send(self->state.next, hops_left - 1);
            }};
}

}  // namespace

void pass_ball(caf::actor_system& system, std::size_t players, std::uint64_t hops) {
    Finish finish;
    std::vector<actor> ring;
    while (ring.size() < players) ring.push_back(system.spawn(player, &finish));
    for (std::size_t i = 0; i < players; ++i) caf::anon_send(ring[i], ring[(i + 1) % players]);
    caf::anon_send(ring[0], std::uint64_t{players});  // One lap to warm up.
    finish.wait();
    const Stopwatch watch;
    caf::anon_send(ring[0], hops);
    finish.wait();
    report_and_leave(hops, watch.seconds());
}

}  // namespace callboard::bench
