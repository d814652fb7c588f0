// The workloads of tests/bench/workload.hpp for the C++ Actor Framework 0.17 of Debian 12.
// caf_peer WORKLOAD WORKERS OPERATIONS
#include <caf/all.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/bench/stopwatch.hpp"

namespace {

using caf::actor;
using callboard::bench::Finish;
using callboard::bench::report_and_leave;
using callboard::bench::resident_bytes;
using callboard::bench::Stopwatch;

// ── pingpong, ring ───────────────────────────────────────────────────────────

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

// ── count, fanin ─────────────────────────────────────────────────────────────

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

// ── spawn ────────────────────────────────────────────────────────────────────

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

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 4) {
        std::fprintf(stderr, "caf_peer WORKLOAD WORKERS OPERATIONS\n");
        return 2;
    }
    const std::string workload = arguments[1];
    const std::uint64_t operations = std::strtoull(arguments[3], nullptr, 10);
    caf::actor_system_config config;
    config.set("scheduler.max-threads", std::strtoull(arguments[2], nullptr, 10));
    caf::actor_system system{config};
    if (workload == "pingpong") pass_ball(system, 2, operations);
    if (workload == "ring") pass_ball(system, 1000, operations);
    if (workload == "count") fan_in(system, 1, operations);
    if (workload == "fanin") fan_in(system, 8, operations);
    if (workload == "spawn") spawn_many(system, operations);
    std::fprintf(stderr, "caf_peer knows no workload \"%s\"\n", workload.c_str());
    return 2;
}
