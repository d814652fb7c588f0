#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <cstddef>
#include <cstdint>
#include <random>

#include "samples/theatre/box_office.hpp"
#include "samples/theatre/scene.hpp"
#include "samples/theatre/spectator.hpp"
#include "samples/theatre/troupe.hpp"
#include "samples/tick.hpp"

// The spectators. A few of them do something at every beat; many applaud when the
// curtain falls, and more of them after an act.
class Audience : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick, SceneEnds>;

    explicit Audience(callboard::Ref<BoxOffice> box_office) : box_office_(box_office) {}

    void on(const callboard::Started&, callboard::Context& context) { seat(context); }
    void on(const Tick& tick, callboard::Context& context) {
        if (tick.every(100)) seat(context);
        for (int i = 0; i < nudges_per_beat; ++i) anyone().send(Nudge{pocket_money_(chance_)});
    }
    void on(const SceneEnds& scene, callboard::Context& context) {
        const std::size_t hands = scene.act_ends ? spectator_count : spectator_count / 4;
        loudness_ = std::uniform_real_distribution{scene.act_ends ? 0.6 : 0.1, 1.0}(chance_);
        for (std::size_t i = 0; i < hands; ++i) anyone().send(Applaud{loudness_, context.sender()});
        ++ovations_;
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("spectators", spectators_.size()),
                cereal::make_nvp("ovations", ovations_), cereal::make_nvp("loudness", loudness_));
    }

private:
    static constexpr std::size_t spectator_count = 300;
    static constexpr int nudges_per_beat = 4;

    void seat(callboard::Context& context) {
        spectators_.fill(spectator_count, [&](std::size_t) {
            return context.spawn<Spectator>(callboard::unnamed, box_office_);
        });
    }
    callboard::Ref<Spectator> anyone() {
        return spectators_[std::uniform_int_distribution<std::size_t>{
            0, spectators_.size() - 1}(chance_)];
    }

    callboard::Ref<BoxOffice> box_office_;
    Troupe<Spectator> spectators_;
    std::minstd_rand chance_{1601};
    std::uniform_int_distribution<std::int64_t> pocket_money_{0, 1500};
    std::uint64_t ovations_ = 0;
    double loudness_ = 0;
};

// Seats for as many more as the command line asks for. They sit and look.
class Gallery : public callboard::Actor {
public:
    using Accepts = callboard::Messages<>;

    Gallery(std::uint32_t places, callboard::Ref<BoxOffice> box_office)
        : places_(places), box_office_(box_office) {}

    void on(const callboard::Started&, callboard::Context& context) {
        for (std::uint32_t i = 0; i < places_; ++i)
            context.spawn<Spectator>(callboard::unnamed, box_office_);
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("places", places_));
    }

private:
    std::uint32_t places_;
    callboard::Ref<BoxOffice> box_office_;
};
