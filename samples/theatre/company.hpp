#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "samples/theatre/audience.hpp"
#include "samples/theatre/critics.hpp"
#include "samples/theatre/lights.hpp"
#include "samples/theatre/orchestra.hpp"
#include "samples/theatre/player.hpp"
#include "samples/theatre/prompter.hpp"
#include "samples/theatre/scene.hpp"
#include "samples/theatre/troupe.hpp"
#include "samples/tick.hpp"

// Who must know when a scene begins or ends.
struct Departments {
    callboard::Ref<Lights> lights;
    callboard::Ref<Conductor> orchestra;
    callboard::Ref<Prompter> prompter;
    callboard::Ref<Critics> critics;
    callboard::Ref<Audience> audience;
};

// The players, and the play itself: a scene every six seconds, in it an exchange
// of lines three times a second, which the players pass along among themselves.
class Company : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick, Applause>;

    explicit Company(const Departments& departments) : departments_(departments) {}

    void on(const callboard::Started&, callboard::Context& context) {
        engage(context);
        raise_curtain();
    }
    void on(const Tick& tick, callboard::Context& context) {
        if (tick.every(100)) engage(context);
        if (tick.every(300)) change_scene();
        if (tick.every(15)) exchange_lines();
    }
    void on(const Applause& applause) {
        applause_.claps += applause.claps;
        if (applause.bravo) ++applause_.bravos;
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("scene", play()[scene_]), cereal::make_nvp("exchange", exchange_),
                cereal::make_nvp("applause", applause_), cereal::make_nvp("shows", shows_));
    }

private:
    struct Received {
        std::uint64_t claps = 0;
        std::uint64_t bravos = 0;

        template <class Archive>
        void serialize(Archive& archive) {
            archive(CEREAL_NVP(claps), CEREAL_NVP(bravos));
        }
    };

    void engage(callboard::Context& context) {
        players_.fill(cast_names.size(), [&](std::size_t place) {
            return context.spawn<Player>(cast_names[place], cast_names[place],
                                         departments_.prompter);
        });
    }

    void raise_curtain() const {
        const Scene& scene = play()[scene_];
        departments_.lights.send(scene);
        departments_.orchestra.send(scene);
        departments_.prompter.send(scene);
        departments_.critics.send(scene);
    }

    void change_scene() {
        const Scene& ended = play()[scene_];
        scene_ = (scene_ + 1) % play().size();
        if (scene_ == 0) ++shows_;
        exchange_ = 0;
        departments_.audience.send(
            SceneEnds{ended.act, ended.scene, ended.act != play()[scene_].act});
        raise_curtain();
    }

    void exchange_lines() {
        const Scene& scene = play()[scene_];
        Cue cue{scene.act, ++exchange_ * 10, "enter: " + scene.place, {}};
        for (const auto place : scene.cast) cue.after_you.push_back(players_[place]);
        const auto first = cue.after_you.front();
        cue.after_you.erase(cue.after_you.begin());
        first.send(std::move(cue));
    }

    Departments departments_;
    Troupe<Player> players_;
    std::size_t scene_ = 0;
    std::uint32_t exchange_ = 0;
    std::uint32_t shows_ = 0;
    Received applause_;
};
