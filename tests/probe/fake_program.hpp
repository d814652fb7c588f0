#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "probe/record/names.hpp"
#include "probe/wire/ports.hpp"
#include "tests/support/frame_builder.hpp"

namespace callboard::tests {

// A program under watch that is only its two ports: actors are what the test
// says, orders are kept for the test to look at and answered with Done.
class FakeProgram : public probe::ActorSource, public probe::CommandPort {
public:
    probe::Names names;

    void put(const probe::ActorSample& sample) {
        const std::lock_guard lock(mutex_);
        const auto slot = probe::slot_of(sample.id);
        if (slot >= actors_.size()) actors_.resize(slot + 1);
        actors_[slot] = sample;
    }
    void remove(std::uint32_t slot) {
        const std::lock_guard lock(mutex_);
        actors_.at(slot) = {};
    }

    probe::SystemSample sample_system() override { return {.workers = 2}; }
    void sample_actors(probe::ActorColumns& out) override {
        const std::lock_guard lock(mutex_);
        ++samples_;
        for (const auto& actor : actors_)
            if (actor.id != probe::ActorId{}) out.push_back(actor);
    }

    void obey(const probe::Command& command, Answer answer) override {
        const std::lock_guard lock(mutex_);
        obeyed_.push_back(command);
        if (keeps_answers_)
            kept_.push_back(std::move(answer));
        else if (!drops_answers_)
            answer({.text = "Done by the fake program."});
    }

    void keep_answers() { keeps_answers_ = true; }
    void drop_answers() { drops_answers_ = true; }
    std::vector<Answer> take_kept() {
        const std::lock_guard lock(mutex_);
        return std::exchange(kept_, {});
    }
    std::size_t obeyed() const {
        const std::lock_guard lock(mutex_);
        return obeyed_.size();
    }
    std::size_t samples() const {
        const std::lock_guard lock(mutex_);
        return samples_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<probe::ActorSample> actors_;
    std::vector<probe::Command> obeyed_;
    std::vector<Answer> kept_;
    std::size_t samples_ = 0;
    bool keeps_answers_ = false;
    bool drops_answers_ = false;
};

}  // namespace callboard::tests
