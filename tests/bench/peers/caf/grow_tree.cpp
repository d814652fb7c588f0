#include "tests/bench/measuring.hpp"
#include "tests/bench/peers/caf/workloads.hpp"

namespace callboard::bench {
namespace {

using caf::actor;

constexpr std::uint64_t branches = 10;

struct Node {
    std::uint64_t sum = 0;
    std::uint64_t parts = 0;
};

// Sends the sum of its leaves' numbers to its parent, and ends.
caf::behavior node(caf::stateful_actor<Node>* self, const actor& parent, std::uint64_t first,
                   std::uint64_t leaves) {
    if (leaves == 1) {
        self->send(parent, first);
        self->quit();
        return {};
    }
    const auto each = leaves / branches;
    for (std::uint64_t i = 0; i < branches; ++i)
        self->spawn(node, caf::actor_cast<actor>(self), first + i * each, each);
    return {[=](std::uint64_t part) {
        self->state.sum += part;
        if (++self->state.parts == branches) {
            self->send(parent, self->state.sum);
            self->quit();
        }
    }};
}

caf::behavior root(caf::event_based_actor* self, std::uint64_t leaves, Finish* finish) {
    return {[=](caf::tick_atom) {
                self->spawn(node, caf::actor_cast<actor>(self), std::uint64_t{0}, leaves);
            },
            [=](std::uint64_t sum) { finish->reach(sum); }};
}

}  // namespace

void grow_tree(caf::actor_system& system, std::uint64_t leaves) {
    Finish finish;
    const auto top = system.spawn(root, leaves, &finish);
    const Stopwatch watch;
    caf::anon_send(top, caf::tick_atom::value);
    const auto sum = finish.wait();
    const double seconds = watch.seconds();
    expect("The sum of the leaves", sum, leaves * (leaves - 1) / 2);
    report_and_leave(tree_size(leaves), seconds);
}

}  // namespace callboard::bench
