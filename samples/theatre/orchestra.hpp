#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "samples/theatre/scene.hpp"
#include "samples/theatre/troupe.hpp"
#include "samples/tick.hpp"

struct Beat {
    std::uint64_t bar = 0;
    std::uint32_t in_bar = 0;  // 0 to 3.
    double volume = 0.5;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(bar), CEREAL_NVP(in_bar), CEREAL_NVP(volume));
    }
};

// One of the 86: plays in a part of the bars, as its instrument does.
class Musician : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Beat>;

    Musician(std::string instrument, std::uint32_t plays_every)
        : instrument_(std::move(instrument)), plays_every_(plays_every) {}

    void on(const Beat& beat) {
        at_ = beat;
        if (beat.bar % plays_every_ == 0) ++notes_;
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("instrument", instrument_), cereal::make_nvp("notes", notes_),
                cereal::make_nvp("at", at_));
    }

private:
    std::string instrument_;
    std::uint32_t plays_every_;
    std::uint64_t notes_ = 0;
    Beat at_;
};

class Conductor : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick, Scene>;

    void on(const callboard::Started&, callboard::Context& context) { gather(context); }
    void on(const Tick& tick, callboard::Context& context) {
        if (tick.every(100)) gather(context);
        // 3000 stage beats are a minute.
        if (!tick.every(3000 / beats_per_minute_)) return;
        for (const auto musician : musicians_)
            musician.send(Beat{beats_ / 4, static_cast<std::uint32_t>(beats_ % 4), volume_});
        ++beats_;
    }
    void on(const Scene& scene) {
        if (scene.beats_per_minute < 1 || scene.beats_per_minute > 1000) return;
        beats_per_minute_ = scene.beats_per_minute;
        volume_ = scene.brightness;
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("beats_per_minute", beats_per_minute_),
                cereal::make_nvp("beats", beats_), cereal::make_nvp("volume", volume_));
    }

private:
    static constexpr std::size_t musician_count = 86;
    static constexpr std::array instruments{"violin", "viola", "cello",   "oboe",
                                            "horn",   "flute", "timpani", "harp"};

    void gather(callboard::Context& context) {
        musicians_.fill(musician_count, [&](std::size_t place) {
            const auto section = place % instruments.size();
            return context.spawn<Musician>(callboard::unnamed, instruments[section],
                                           static_cast<std::uint32_t>(section + 1));
        });
    }

    Troupe<Musician> musicians_;
    std::uint32_t beats_per_minute_ = 80;
    std::uint64_t beats_ = 0;
    double volume_ = 0.5;
};
