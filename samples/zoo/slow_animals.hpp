#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "samples/tick.hpp"

// See: busy for 400 ms at a time, with one core hot and a letter waiting meanwhile.
class Hog : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick>;

    void on(const Tick&) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(400);
        while (std::chrono::steady_clock::now() < until) ++turns_;
        ++meals_;
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("meals", meals_), cereal::make_nvp("turns_burnt", turns_));
    }

private:
    std::uint64_t meals_ = 0;
    std::uint64_t turns_ = 0;
};

struct Nut {
    std::string kind = "hazel";
    std::uint32_t grams = 2;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(kind), CEREAL_NVP(grams));
    }
};

// What the keeper and the hoarder both look into. Shared, because a message would
// wait behind all the nuts that it is about. Any thread.
struct Larder {
    static constexpr std::uint64_t nuts_max = 200'000;

    std::atomic<std::uint64_t> given{0};
    std::atomic<std::uint64_t> eaten{0};
    std::atomic<bool> feast{false};  // Eat at full speed until nothing is left.

    bool full() const { return given - eaten >= nuts_max; }
};

// See: a mailbox that grows without end, to 200,000; send the keeper a Feed and it empties.
class Hoarder : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Nut>;

    explicit Hoarder(std::shared_ptr<Larder> larder) : larder_(std::move(larder)) {}

    void on(const Nut& nut) {
        grams_ += nut.grams;
        if (++larder_->eaten == larder_->given) larder_->feast = false;
        if (!larder_->feast) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("grams", grams_),
                cereal::make_nvp("hoarded", larder_->given - larder_->eaten),
                cereal::make_nvp("feast", larder_->feast.load()));
    }

private:
    std::shared_ptr<Larder> larder_;
    std::uint64_t grams_ = 0;
};

struct Question {
    std::string words = "How are you?";

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(words));
    }
};

// See: an Ask that runs out of time. It answers, but nobody waits for so long.
class Mute : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick, Question>;

    void on(const Tick&) { ++ignored_; }
    std::string on(const Question& question) {
        std::this_thread::sleep_for(std::chrono::milliseconds(3500));
        return "… (" + question.words + ")";
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("ignored", ignored_));
    }

private:
    std::uint64_t ignored_ = 0;
};

// See: a new actor with a mailbox that grows for two seconds before its first message.
class SlowStarter : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick>;

    void on(const callboard::Started&) { std::this_thread::sleep_for(std::chrono::seconds(2)); }
    void on(const Tick&, callboard::Context& context) {
        if (++steps_ == 100) context.stop();  // So that it can start again.
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("steps", steps_));
    }

private:
    std::uint32_t steps_ = 0;
};
