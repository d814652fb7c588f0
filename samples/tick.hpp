#pragma once

#include <cereal/cereal.hpp>

#include <cstdint>

// The clock's beat: what moves a sample. Fifty a second at pace 1.
struct Tick {
    std::uint64_t beat = 0;

    bool every(std::uint64_t beats) const { return beat % beats == 0; }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(beat));
    }
};
