#include <stdexcept>

#include "tests/bench/measuring.hpp"
#include "tests/bench/peers/caf/workloads.hpp"

namespace callboard::bench {
namespace {

using caf::actor;

// ── restart: CAF restarts nobody; who monitors a child spawns the next ───────

using Crash = caf::atom_constant<caf::atom("crash")>;

struct Fragile {
    std::uint64_t sum = 0;
};

caf::behavior fragile(caf::stateful_actor<Fragile>* self, const actor& keeper) {
    // The handler that is there at first prints a line for each exception.
    self->set_exception_handler([](caf::scheduled_actor*, std::exception_ptr&) -> caf::error {
        return caf::sec::runtime_error;
    });
    return {[](Crash) { throw std::runtime_error("crash"); },
            [=](std::uint64_t question) { self->send(keeper, self->state.sum += question); }};
}

struct Keeper {
    actor child;
    std::uint64_t lives = 0;
    std::uint64_t sum = 0;
};

// Lets its child crash, asks the one that comes after, and so on.
caf::behavior keeper(caf::stateful_actor<Keeper>* self, std::uint64_t times, Finish* finish) {
    const auto spawn_child = [=] {
        self->state.child = self->spawn<caf::monitored>(fragile, caf::actor_cast<actor>(self));
    };
    // Anonymous: CAF answers a message that made its target fail, to whom it came from.
    const auto crash_child = [=] { caf::anon_send(self->state.child, Crash::value); };
    self->set_down_handler([=](caf::down_msg&) {
        spawn_child();
        self->send(self->state.child, std::uint64_t{1});
    });
    return {[=](caf::tick_atom) {
                spawn_child();
                crash_child();
            },
            [=](std::uint64_t answer) {
                self->state.sum += answer;
                if (++self->state.lives == times)
                    finish->reach(self->state.sum);
                else
                    crash_child();
            }};
}

// ── replace ──────────────────────────────────────────────────────────────────

caf::behavior brief(caf::event_based_actor* self) {
    return {[=](caf::leave_atom) { self->quit(); }};
}

struct Replacer {
    caf::actor_addr child;
    std::uint64_t ended = 0;
};

// Tells its child to end, puts another in its place, and so on.
caf::behavior replacer(caf::stateful_actor<Replacer>* self, std::uint64_t times, Finish* finish) {
    const auto replace = [=] {
        const auto child = self->spawn<caf::monitored>(brief);
        self->state.child = child.address();
        self->send(child, caf::leave_atom::value);
    };
    self->set_down_handler([=](const caf::down_msg& end) {
        if (end.source == self->state.child) ++self->state.ended;
        if (self->state.ended == times)
            finish->reach();
        else
            replace();
    });
    return {[=](caf::tick_atom) { replace(); }};
}

}  // namespace

void restart_child(caf::actor_system& system, std::uint64_t times) {
    Finish finish;
    const auto guard = system.spawn(keeper, times, &finish);
    const Stopwatch watch;
    caf::anon_send(guard, caf::tick_atom::value);
    const auto sum = finish.wait();
    const double seconds = watch.seconds();
    expect("What all children counted, each from nothing,", sum, times);
    report_and_leave(times, seconds);
}

void replace_child(caf::actor_system& system, std::uint64_t times) {
    Finish finish;
    const auto guard = system.spawn(replacer, times, &finish);
    const Stopwatch watch;
    caf::anon_send(guard, caf::tick_atom::value);
    finish.wait();
    report_and_leave(times, watch.seconds());
}

}  // namespace callboard::bench
