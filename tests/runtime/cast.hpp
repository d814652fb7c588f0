#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>
#include <doctest/doctest.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "runtime/testing/step_scheduler.hpp"

// Actors and messages that many tests need, and a system that steps.
namespace callboard::tests {

struct Add {
    std::int64_t amount = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(amount));
    }
};
struct Total {
    template <class Archive>
    void serialize(Archive&) {}
};
struct Fail {
    std::string text = "asked to fail";
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(text));
    }
};

// What happened, in order; shared by actors of one test.
class Log {
public:
    void note(std::string entry) {
        const std::lock_guard lock(mutex_);
        entries_.push_back(std::move(entry));
    }
    std::vector<std::string> entries() const {
        const std::lock_guard lock(mutex_);
        return entries_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<std::string> entries_;
};

class Counter : public Actor {
public:
    using Accepts = Messages<Add, Total, Fail>;

    void on(const Add& add) { total_ += add.amount; }
    std::int64_t on(const Total&) { return total_; }
    void on(const Fail& fail) { throw std::runtime_error(fail.text); }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("total", total_));
    }

private:
    std::int64_t total_ = 0;
};

struct Word {
    std::string text;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(text));
    }
};
struct Echo {
    std::string text;
};
struct Do {
    std::function<void(Context&)> what;
};

// Does in its turn what a test tells it, and notes the words it hears.
class Stagehand : public Actor {
public:
    using Accepts = Messages<Do, Word, Echo, Fail>;
    explicit Stagehand(std::shared_ptr<Log> log) : log_(std::move(log)) {}

    void on(const Do& it, Context& context) { it.what(context); }
    void on(const Word& word) { log_->note(word.text); }
    std::string on(const Echo& echo) { return echo.text; }
    void on(const Fail& fail) { throw std::runtime_error(fail.text); }

private:
    std::shared_ptr<Log> log_;
};

// A system that runs on the test's own thread, in an order that the seed gives.
struct SteppedSystem {
    explicit SteppedSystem(std::uint64_t seed = 1, SystemOptions options = {})
        : owned(std::make_unique<runtime::StepScheduler>(seed)),
          steps(*owned),
          system(stepping(std::move(options))) {}

    void run() { steps.run_until_quiet(); }
    void advance(runtime::Timers::Duration time) {
        system.timers().advance(time);
        run();
    }
    // In a turn of that actor, and with all that follows from it.
    void have(Ref<Stagehand> hand, std::function<void(Context&)> what) {
        hand.send(Do{std::move(what)});
        run();
    }
    void stop(Ref<> actor) {
        const auto stopped = system.stop(actor);
        run();
    }

    std::unique_ptr<runtime::StepScheduler> owned;
    runtime::StepScheduler& steps;
    System system;

private:
    SystemOptions stepping(SystemOptions options) {
        options.name = "test";
        options.workers = 1;
        options.scheduler = std::move(owned);
        options.clock = runtime::Timers::Clock::ByHand;
        return options;
    }
};

// What a viewer would see of an actor.
inline probe::ActorSample look_at(const System& system, Ref<> actor) {
    probe::ActorSample sample;
    runtime::cells::find(actor.id)->sample(system, sample);
    return sample;
}

// The same test in many orders; each can be repeated by its seed.
template <class Test>
void under_seeds(Test test, std::uint64_t count = 200) {
    for (std::uint64_t seed = 0; seed < count; ++seed) {
        CAPTURE(seed);
        test(seed);
    }
}

}  // namespace callboard::tests
