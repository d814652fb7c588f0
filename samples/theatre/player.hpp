#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "samples/theatre/prompter.hpp"

// Your line now, and then it is for who comes after you.
struct Cue {
    std::uint32_t act = 1;
    std::uint32_t line = 1;
    std::string words = {};
    std::vector<callboard::Ref<>> after_you = {};

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(act), CEREAL_NVP(line), CEREAL_NVP(words), CEREAL_NVP(after_you));
    }
};

// A question, answered with verse.
struct Recite {
    std::uint32_t lines = 2;
    bool in_verse = true;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(lines), CEREAL_NVP(in_verse));
    }
};

struct Verse {
    std::string speaker = {};
    std::vector<std::string> lines = {};

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(speaker), CEREAL_NVP(lines));
    }
};

// Speaks on cue, passes the cue along, and forgets every ninth line. Ask one to Recite.
class Player : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Cue, Whisper, Recite>;

    Player(std::string name, callboard::Ref<Prompter> prompter)
        : name_(std::move(name)), prompter_(prompter) {}

    void on(Cue&& cue, callboard::Context& context) {
        role_.act = cue.act;
        ++role_.lines_spoken;
        last_line_ = cue.words;
        if (role_.lines_spoken % lines_remembered == 0)
            prompter_.send(Prompt{cue.act, cue.line, context.self()});
        if (cue.after_you.empty()) return;
        const auto next = cue.after_you.front();
        cue.after_you.erase(cue.after_you.begin());
        ++cue.line;
        next.send(std::move(cue));
    }
    void on(const Whisper& whisper) {
        ++role_.whispers;
        last_line_ = whisper.words;
    }
    Verse on(const Recite& recite) const {
        static constexpr std::uint32_t lines_max = 100;
        Verse verse{name_, {}};
        for (std::uint32_t i = 0; i < recite.lines && i < lines_max; ++i)
            verse.lines.push_back(recite.in_verse ? "The play's the thing" : last_line_);
        return verse;
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("role", role_), cereal::make_nvp("last_line", last_line_));
    }

private:
    struct Role {
        std::uint32_t act = 0;
        std::uint64_t lines_spoken = 0;
        std::uint64_t whispers = 0;

        template <class Archive>
        void serialize(Archive& archive) {
            archive(CEREAL_NVP(act), CEREAL_NVP(lines_spoken), CEREAL_NVP(whispers));
        }
    };
    static constexpr std::uint64_t lines_remembered = 9;

    std::string name_;
    callboard::Ref<Prompter> prompter_;
    Role role_;
    std::string last_line_;
};
