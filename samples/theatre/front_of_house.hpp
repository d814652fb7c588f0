#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "samples/tick.hpp"

struct Guide {
    std::string to_row = {};
    std::uint32_t guests = 1;
    bool by_torch = false;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(to_row), CEREAL_NVP(guests), CEREAL_NVP(by_torch));
    }
};

// Shows people to their seats for one shift, and then goes.
class Usher : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Guide>;

    explicit Usher(std::uint32_t shift) : shift_(shift) {}

    void on(const Guide& guide, callboard::Context& context) {
        guests_ += guide.guests;
        rows_.push_back(guide.to_row);
        if (rows_.size() >= shift_) context.stop();
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("guests", guests_), cereal::make_nvp("rows", rows_));
    }

private:
    std::uint32_t shift_;
    std::uint32_t guests_ = 0;
    std::vector<std::string> rows_;
};

// Engages an usher twice a second and keeps them busy. One who has gone just
// before gets a last message all the same: a dead letter.
class FrontOfHouse : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick>;

    void on(const Tick& tick, callboard::Context& context) {
        if (tick.every(25)) engage(context);
        if (!tick.every(10)) return;
        const std::string row(1, static_cast<char>('A' + tick.beat / 10 % 20));
        std::erase_if(ushers_, [&](callboard::Ref<Usher> usher) {
            return usher.send(Guide{row, 1 + engaged_ % 4, tick.every(20)}) !=
                   callboard::Sent::Delivered;
        });
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("engaged", engaged_), cereal::make_nvp("on_duty", ushers_));
    }

private:
    static constexpr std::uint32_t badges = 12;

    void engage(callboard::Context& context) {
        const auto badge = "usher-" + std::to_string(engaged_ % badges + 1);
        try {
            ushers_.push_back(context.spawn<Usher>(badge, 6 + engaged_ % 10));
            ++engaged_;
        } catch (const callboard::NameTaken&) {
            return;  // Who wears this badge has not gone yet.
        }
    }

    std::vector<callboard::Ref<Usher>> ushers_;
    std::uint32_t engaged_ = 0;
};
