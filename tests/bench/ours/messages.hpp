#pragma once

#include <callboard/callboard.hpp>

#include <cstdint>

namespace callboard::bench {

// Messages that several workloads use.
struct Begin {
    template <class Archive>
    void serialize(Archive&) {}
};

struct Number {
    std::uint64_t value = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(value));
    }
};

}  // namespace callboard::bench
