#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "samples/theatre/scene.hpp"
#include "samples/theatre/troupe.hpp"
#include "samples/tick.hpp"

struct Impression {
    std::uint32_t act = 1;
    double stars = 3;
    std::string words = {};
    bool quotable = false;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(act), CEREAL_NVP(stars), CEREAL_NVP(words), CEREAL_NVP(quotable));
    }
};

// A question, answered with a Review.
struct Verdict {
    template <class Archive>
    void serialize(Archive&) {}
};

struct Review {
    double stars = 0;
    std::uint64_t impressions = 0;
    std::vector<std::string> quotes = {};

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(stars), CEREAL_NVP(impressions), CEREAL_NVP(quotes));
    }
};

// Thinks about each impression for a moment, so that they pile up. Ask for the Verdict.
class Critic : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Impression, Verdict>;

    explicit Critic(std::chrono::microseconds thinks) : thinks_(thinks) {}

    void on(const Impression& impression) {
        std::this_thread::sleep_for(thinks_);  // This slowness is what is to be seen.
        ++review_.impressions;
        review_.stars += (impression.stars - review_.stars) / 100;
        if (!impression.quotable) return;
        if (review_.quotes.size() == quotes_max) review_.quotes.erase(review_.quotes.begin());
        review_.quotes.push_back(impression.words);
    }
    Review on(const Verdict&) const { return review_; }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("review", review_));
    }

private:
    static constexpr std::size_t quotes_max = 3;

    std::chrono::microseconds thinks_;
    Review review_;
};

// The critics' row. Each in turn gets more impressions than can be thought about:
// a mailbox grows for five seconds, and shrinks for as long.
class Critics : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick, Scene>;

    explicit Critics(double pace)
        : thinks_(static_cast<std::chrono::microseconds::rep>(2000 / pace)) {}

    void on(const callboard::Started&, callboard::Context& context) { invite(context); }
    void on(const Tick& tick, callboard::Context& context) {
        if (tick.every(100)) invite(context);
        if (tick.beat % burst_every >= burst_beats) return;
        const auto critic = critics_[tick.beat / burst_every % critics_.size()];
        for (std::uint64_t i = 0; i < impressions_per_beat; ++i)
            critic.send(Impression{scene_.act, 1 + 4 * scene_.brightness, scene_.place, i == 0});
    }
    void on(const Scene& scene) { scene_ = scene; }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("scene", scene_));
    }

private:
    static constexpr std::array papers{"the-herald", "the-courier", "the-mirror"};
    static constexpr std::uint64_t burst_every = 500;
    static constexpr std::uint64_t burst_beats = 250;
    static constexpr std::uint64_t impressions_per_beat = 16;

    void invite(callboard::Context& context) {
        critics_.fill(papers.size(), [&](std::size_t place) {
            return context.spawn<Critic>(papers[place], thinks_);
        });
    }

    std::chrono::microseconds thinks_;
    Troupe<Critic> critics_;
    Scene scene_;
};
