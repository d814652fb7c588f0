#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

struct Colour {
    double red = 1;
    double green = 1;
    double blue = 1;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(red), CEREAL_NVP(green), CEREAL_NVP(blue));
    }
};

// Told to every department when the curtain rises on it.
struct Scene {
    std::uint32_t act = 1;
    std::uint32_t scene = 1;
    std::string place = {};
    std::uint32_t beats_per_minute = 80;
    double brightness = 1;
    Colour colour = {};
    std::vector<std::uint32_t> cast = {};  // Places in the company, in the order they speak.

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(act), CEREAL_NVP(scene), CEREAL_NVP(place), CEREAL_NVP(beats_per_minute),
                CEREAL_NVP(brightness), CEREAL_NVP(colour), CEREAL_NVP(cast));
    }
};

// The curtain falls.
struct SceneEnds {
    std::uint32_t act = 1;
    std::uint32_t scene = 1;
    bool act_ends = false;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(act), CEREAL_NVP(scene), CEREAL_NVP(act_ends));
    }
};

inline constexpr std::array cast_names{"hamlet",   "ophelia", "gertrude", "claudius",
                                       "polonius", "laertes", "horatio"};

// The play, from the first scene to the last; then from the first again.
inline const std::vector<Scene>& play() {
    static const std::vector<Scene> scenes{
        {1, 1, "the ramparts at midnight", 50, 0.2, {0.3, 0.4, 0.9}, {6, 0}},
        {1, 2, "a room of state", 90, 0.9, {1.0, 0.9, 0.7}, {3, 2, 0, 5, 4}},
        {1, 3, "at home with polonius", 80, 0.7, {1.0, 0.8, 0.5}, {5, 1, 4, 1}},
        {2, 1, "a corridor", 100, 0.6, {0.8, 0.8, 0.9}, {4, 1, 4}},
        {2, 2, "the players arrive", 130, 1.0, {1.0, 0.9, 0.6}, {3, 2, 4, 0, 6}},
        {3, 1, "to be or not to be", 60, 0.4, {0.5, 0.5, 1.0}, {0, 1, 0, 1}},
        {3, 2, "the mousetrap", 140, 0.8, {1.0, 0.4, 0.3}, {0, 6, 3, 2, 1, 4}},
        {3, 4, "the queen's closet", 110, 0.5, {0.9, 0.3, 0.6}, {2, 4, 0, 2, 0}},
        {4, 5, "ophelia sings", 70, 0.6, {0.6, 0.9, 0.7}, {1, 2, 3, 1, 5}},
        {4, 7, "a plot", 95, 0.3, {0.4, 0.8, 0.3}, {3, 5, 3, 2}},
        {5, 1, "a graveyard", 65, 0.4, {0.6, 0.6, 0.7}, {0, 6, 5, 2, 3}},
        {5, 2, "the duel", 160, 1.0, {1.0, 0.2, 0.2}, {0, 5, 2, 3, 6, 0}},
    };
    return scenes;
}
