#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "samples/tick.hpp"

struct Rumour {
    std::string words = "have you heard?";
    double truth = 0.5;
    std::vector<callboard::Ref<>> tell = {};

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(words), CEREAL_NVP(truth), CEREAL_NVP(tell));
    }
};

// Tells everybody it is asked to tell; half of the truth gets lost.
class Neighbour : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Rumour>;

    void on(const Rumour& rumour) {
        heard_ = rumour.words;
        truth_ = rumour.truth;
        for (const auto listener : rumour.tell) listener.send(Rumour{heard_, truth_ / 2, {}});
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("heard", heard_), cereal::make_nvp("truth", truth_));
    }

private:
    std::string heard_;
    double truth_ = 1;
};

// See: everyone talks to everyone: 24 neighbours, 24 times 24 messages a second.
class Gossip : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick>;

    void on(const callboard::Started&, callboard::Context& context) {
        for (std::size_t i = 0; i < neighbour_count; ++i)
            neighbours_.push_back(context.spawn<Neighbour>("neighbour-" + std::to_string(i + 1)));
    }
    void on(const Tick& tick) {
        ++rumours_;
        for (const auto neighbour : neighbours_)
            neighbour.send(Rumour{"at " + std::to_string(tick.beat), 1, neighbours_});
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("rumours", rumours_));
    }

private:
    static constexpr std::size_t neighbour_count = 24;

    std::vector<callboard::Ref<>> neighbours_;
    std::uint64_t rumours_ = 0;
};

// Dies at once.
class Kitten : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Rumour>;

    void on(const callboard::Started&, callboard::Context& context) { context.stop(); }
    void on(const Rumour&) {}
};

// Lives until its mother stops it.
class Foundling : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Rumour>;

    void on(const Rumour&) {}
};

// See: children that come and go all the time. Three of five are gone before a
// frame shows them; two leave a tombstone half a second later.
class Litter : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick>;

    void on(const Tick&, callboard::Context& context) {
        for (const auto foundling : foundlings_) context.stop(foundling);
        for (auto& foundling : foundlings_) foundling = context.spawn<Foundling>();
        for (int i = 0; i < 3; ++i) context.spawn<Kitten>();
        born_ += 5;
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("born", born_));
    }

private:
    std::array<callboard::Ref<Foundling>, 2> foundlings_;
    std::uint64_t born_ = 0;
};

// See: dead letters: it writes to actors that are gone.
class Forgetful : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick>;

    void on(const Tick&, callboard::Context& context) {
        for (const auto friend_of_old : friends_)
            if (friend_of_old.send(Rumour{}) != callboard::Sent::Delivered) ++undelivered_;
        if (friends_.size() < friends_max) friends_.push_back(context.spawn<Kitten>());
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("friends", friends_),
                cereal::make_nvp("undelivered", undelivered_));
    }

private:
    static constexpr std::size_t friends_max = 8;

    std::vector<callboard::Ref<Kitten>> friends_;
    std::uint64_t undelivered_ = 0;
};
