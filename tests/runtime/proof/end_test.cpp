// What still lies in mailboxes when a system ends.

#include <doctest/doctest.h>

#include <algorithm>
#include <future>
#include <vector>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;

namespace {

struct Pass {};

// Keeps its worker until the gate is open.
class Gated : public Actor {
public:
    using Accepts = Messages<Pass, Total>;
    explicit Gated(std::shared_future<void> gate) : gate_(std::move(gate)) {}
    void on(const Pass&) { gate_.wait(); }
    bool on(const Total&) { return true; }

private:
    std::shared_future<void> gate_;
};

}  // namespace

TEST_CASE("the end of a stepped system answers every ask that still lies in a mailbox") {
    std::vector<Future<std::int64_t>> answers;
    {
        SteppedSystem stepped;
        const auto counter = stepped.system.spawn<Counter>();
        stepped.run();
        auto stopped = stepped.system.stop(counter);
        for (int i = 0; i < 3; ++i) answers.push_back(stepped.system.ask(counter, Total{}));
    }
    for (auto& answer : answers) CHECK(answer.ready());
}

TEST_CASE("the end of a pool answers every ask that still lies in a mailbox") {
    std::vector<Future<bool>> answers;
    {
        System system{{.workers = 3}};
        std::promise<void> gate;
        const auto open = gate.get_future().share();
        std::vector<Ref<Gated>> actors;
        for (int i = 0; i < 2; ++i) actors.push_back(system.spawn<Gated>(unnamed, open));
        for (const auto& actor : actors) {
            actor.send(Pass{});
            system.stop(actor);
            for (int i = 0; i < 20'000; ++i) answers.push_back(system.ask(actor, Total{}));
        }
        gate.set_value();
    }
    const auto ready = std::count_if(answers.begin(), answers.end(),
                                     [](const auto& answer) { return answer.ready(); });
    CHECK(static_cast<std::size_t>(ready) == answers.size());
}
