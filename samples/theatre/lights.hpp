#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "samples/theatre/scene.hpp"
#include "samples/theatre/troupe.hpp"
#include "samples/tick.hpp"

// Go to this light, a little at each beat.
struct Fade {
    double level = 1;
    Colour colour = {};
    std::uint32_t beats = 50;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(level), CEREAL_NVP(colour), CEREAL_NVP(beats));
    }
};

class Lamp : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Fade, Tick>;

    void on(const Fade& fade) {
        target_ = fade;
        if (target_.beats == 0) level_ = target_.level;
    }
    void on(const Tick&) {
        if (target_.beats == 0) return;
        level_ += (target_.level - level_) / target_.beats--;
        glowed_ += level_;
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("level", level_), cereal::make_nvp("target", target_),
                cereal::make_nvp("glowed", glowed_));
    }

private:
    double level_ = 0;
    double glowed_ = 0;
    Fade target_{.level = 0, .colour = {}, .beats = 0};
};

// The lamps lamp-01 … lamp-12. They follow the scenes, the outer ones less.
class Lights : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick, Scene>;

    void on(const callboard::Started&, callboard::Context& context) { hang(context); }
    void on(const Tick& tick, callboard::Context& context) {
        if (tick.every(100)) hang(context);
        if (fading_ == 0) return;
        --fading_;
        for (const auto lamp : lamps_) lamp.send(tick);
    }
    void on(const Scene& scene) {
        place_ = scene.place;
        fading_ = fade_beats;
        for (std::size_t i = 0; i < lamps_.size(); ++i) {
            const double off_centre = std::abs(static_cast<double>(i) - 5.5) / 5.5;
            const double level = scene.brightness * (1 - 0.6 * off_centre);
            lamps_[i].send(Fade{level, scene.colour, fade_beats});
        }
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("place", place_), cereal::make_nvp("beats_to_fade", fading_));
    }

private:
    static constexpr std::size_t lamp_count = 12;
    static constexpr std::uint32_t fade_beats = 60;

    void hang(callboard::Context& context) {
        lamps_.fill(lamp_count, [&](std::size_t place) {
            const auto number = std::to_string(place + 1);
            return context.spawn<Lamp>("lamp-" + std::string(2 - number.size(), '0') + number);
        });
    }

    Troupe<Lamp> lamps_;
    std::string place_;
    std::uint32_t fading_ = 0;
};
