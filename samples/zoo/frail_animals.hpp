#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

#include "samples/tick.hpp"

// See: restarts count up to 10 within 10 s, then it is stopped; after a while it is back.
class Crasher : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick>;

    void on(const Tick& tick) {
        if (++steps_ % 3 == 0)
            throw std::runtime_error("tripped at beat " + std::to_string(tick.beat));
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("steps", steps_));
    }

private:
    std::uint32_t steps_ = 0;
};

// See: it fails once, then fails to restart three times in a row, and then lives again.
class FailingConstructorOnRestart : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick>;

    explicit FailingConstructorOnRestart(const std::shared_ptr<std::atomic<std::uint32_t>>& births)
        : birth_((*births)++) {
        if (birth_ % 4 != 0)
            throw std::runtime_error("got up on the wrong side, try " + std::to_string(birth_ % 4));
    }

    void on(const Tick&) {
        if (++steps_ == 12) throw std::runtime_error("fell over after twelve steps");
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("birth", birth_), cereal::make_nvp("steps", steps_));
    }

private:
    std::uint32_t birth_;
    std::uint32_t steps_ = 0;
};
