#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "runtime/core/system.hpp"
#include "runtime/testing/patience.hpp"
#include "runtime/testing/step_scheduler.hpp"

namespace callboard::runtime {

// A system that runs on the test's own thread, one message at a time in an order that the
// seed gives, and whose clock goes only when the test says so:
//
//     TestStage stage;
//     const auto lamp = stage.system().spawn<Lamp>("lamp");
//     stage.advance(10s);
//     CHECK(stage.ask(lamp, IsLit{}));
//
// One thread.
class TestStage {
public:
    // The scheduler and the clock of the options are the stage's own.
    explicit TestStage(std::uint64_t seed = 1, SystemOptions options = {.name = "test"});

    System& system() { return system_; }
    StepScheduler& steps() { return steps_; }
    std::uint64_t seed() const { return seed_; }

    void run() { steps_.run_until_quiet(); }
    // Lets time pass, a tick after the other, and runs what each brings.
    void advance(Timers::Duration time) { Patience(system_).pass(time); }
    Timers::Duration now() { return system_.timers().time(); }

    // Throws AskFailed as any ask, and TestFailure when none comes.
    template <class A, class M>
    requires AcceptedBy<A, M> ReplyOf<A, M> ask(Ref<A> actor, M&& message,
                                                Patience::Limit limit = std::nullopt) {
        return answer(system_.ask(actor, std::forward<M>(message)), limit);
    }
    template <class R>
    R answer(Future<R> future, Patience::Limit limit = std::nullopt) {
        return Patience(system_).answer(std::move(future), limit);
    }

private:
    TestStage(std::uint64_t seed, std::unique_ptr<StepScheduler> steps, SystemOptions options);

    const std::uint64_t seed_;
    StepScheduler& steps_;
    System system_;
};

// Runs `test(stage)` under that many seeds. What it throws comes out as a TestFailure that
// names the seed.
template <class Test>
void under_seeds(std::uint64_t count, Test test) {
    for (std::uint64_t seed = 1; seed <= count; ++seed) {
        TestStage stage(seed);
        try {
            test(stage);
        } catch (const std::exception& error) {
            throw TestFailure("under seed " + std::to_string(seed) + ": " + error.what());
        }
    }
}

}  // namespace callboard::runtime
