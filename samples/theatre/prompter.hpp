#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "samples/theatre/scene.hpp"

// A player has forgotten the words.
struct Prompt {
    std::uint32_t act = 1;
    std::uint32_t line = 1;
    callboard::Ref<> player = {};  // Gets a Whisper.

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(act), CEREAL_NVP(line), CEREAL_NVP(player));
    }
};

struct Whisper {
    std::string words = {};
    std::uint32_t page = 0;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(words), CEREAL_NVP(page));
    }
};

// Knows all the words, but loses the page now and then: that throws, and it is
// restarted with a fresh book.
class Prompter : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Scene, Prompt>;

    void on(const Scene& scene) { place_ = scene.place; }
    void on(const Prompt& prompt) {
        ++prompts_;
        page_ = prompt.act * 20 + prompt.line;
        // By the clock: at a high pace, too, there is budget left for the next restart.
        if (Clock::now() - book_opened_ > book_holds)
            throw std::runtime_error("lost the page in act " + std::to_string(prompt.act));
        prompt.player.send(Whisper{"words, words, words", page_});
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("place", place_), cereal::make_nvp("page", page_),
                cereal::make_nvp("prompts", prompts_));
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr auto book_holds = std::chrono::seconds(6);

    Clock::time_point book_opened_ = Clock::now();
    std::string place_;
    std::uint32_t page_ = 0;
    std::uint64_t prompts_ = 0;
};
