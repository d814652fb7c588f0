#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <cstdint>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
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

// A system that runs on the test's own thread, in an order that the seed gives.
struct SteppedSystem {
    explicit SteppedSystem(std::uint64_t seed = 1)
        : owned(std::make_unique<runtime::StepScheduler>(seed)),
          steps(*owned),
          system(SystemOptions{.name = "test",
                               .workers = 1,
                               .scheduler = std::move(owned),
                               .clock = runtime::Timers::Clock::ByHand}) {}

    void run() { steps.run_until_quiet(); }

    std::unique_ptr<runtime::StepScheduler> owned;
    runtime::StepScheduler& steps;
    System system;
};

}  // namespace callboard::tests
