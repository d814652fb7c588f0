#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "probe/link/reel.hpp"

namespace callboard::probe {

// The parts of one key frame, as bytes, shared by all viewers that pull it.
using KeyParts = std::shared_ptr<const std::vector<FrameBytes>>;

// Who looks at the program: viewers by number, each with the key frame it is in
// the midst of pulling. Who has not been heard of for a while is struck off. One
// thread at a time.
class GuestList {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t guests_max = 32;
    static constexpr std::chrono::seconds silence_max{10};

    struct Guest {
        Clock::time_point heard_at = {};
        KeyParts key = {};
        int pulls_held = 0;  // Who waits for a frame is not silent.
    };

    // The new guest's number; nothing when the house is full.
    std::optional<std::uint64_t> welcome(Clock::time_point now);
    Guest* find(std::uint64_t viewer);
    // Strikes off the silent, and says who they were.
    std::vector<std::uint64_t> strike_silent(Clock::time_point now);

private:
    std::map<std::uint64_t, Guest> guests_ = {};
    std::uint64_t last_number_ = 0;
};

}  // namespace callboard::probe
