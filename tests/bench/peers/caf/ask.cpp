#include "tests/bench/measuring.hpp"
#include "tests/bench/peers/caf/workloads.hpp"

namespace callboard::bench {
namespace {

using caf::actor;

caf::behavior server(caf::event_based_actor*) {
    return {[](std::uint64_t question) { return question + 1; }};
}

struct Asker {
    std::uint64_t asked = 0;
    std::uint64_t answers = 0;
    std::uint64_t sum = 0;
};

// What an asker is told once and does not change.
struct Order {
    actor server;
    std::uint64_t questions = 0;
    std::uint64_t window = 0;
    Finish* finish = nullptr;
};

void ask_next(caf::stateful_actor<Asker>* self, const Order& order) {
    self->request(order.server, caf::infinite, self->state.asked++)
        .then([self, &order](std::uint64_t answer) {
            Asker& state = self->state;
            state.sum += answer;
            if (++state.answers == order.questions)
                order.finish->reach(state.sum);
            else if (state.asked < order.questions)
                ask_next(self, order);
        });
}

caf::behavior asker(caf::stateful_actor<Asker>* self, const Order* order) {
    return {[=](caf::tick_atom) {
        while (self->state.asked < order->window) ask_next(self, *order);
    }};
}

void expect_answers(std::uint64_t sum, std::uint64_t questions) {
    expect("The sum of the answers", sum, questions * (questions + 1) / 2);
}

}  // namespace

void ask_from_actor(caf::actor_system& system, std::uint64_t questions, std::uint64_t window) {
    Finish finish;
    const Order order{system.spawn(server), questions, window, &finish};
    const auto from = system.spawn(asker, &order);
    const Stopwatch watch;
    caf::anon_send(from, caf::tick_atom::value);
    const auto sum = finish.wait();
    const double seconds = watch.seconds();
    expect_answers(sum, questions);
    report_and_leave(questions, seconds);
}

void ask_from_outside(caf::actor_system& system, std::uint64_t questions) {
    const auto to = system.spawn(server);
    caf::scoped_actor self{system};
    std::uint64_t sum = 0;
    const Stopwatch watch;
    for (std::uint64_t i = 0; i < questions; ++i)
        self->request(to, caf::infinite, i)
            .receive([&](std::uint64_t answer) { sum += answer; }, [](const caf::error&) {});
    const double seconds = watch.seconds();
    expect_answers(sum, questions);
    report_and_leave(questions, seconds);
}

}  // namespace callboard::bench
