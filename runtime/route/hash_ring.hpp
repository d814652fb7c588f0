#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "probe/record/ids.hpp"

namespace callboard::runtime {

// Spreads keys over actors so that one that comes or goes moves only its own share. Each
// actor stands at many places of a ring; a key belongs to the next one clockwise. A value.
class HashRing {
public:
    static constexpr std::size_t places = 128;  // Of each actor: shares differ by some 10 %.

    void add(probe::ActorId actor);
    void remove(probe::ActorId actor);
    probe::ActorId owner_of(std::uint64_t key) const;  // 0: nobody is on the ring.

private:
    std::vector<std::pair<std::uint64_t, probe::ActorId>> ring_;  // By place.
};

// Keys from what messages have at hand.
std::uint64_t routing_hash(std::string_view text);
std::uint64_t routing_hash(std::uint64_t number);

}  // namespace callboard::runtime
