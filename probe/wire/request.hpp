#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "probe/wire/command.hpp"
#include "probe/wire/frame.hpp"

namespace callboard::probe {

// Both sides must speak the same number; see codec.hpp for what happens when not.
inline constexpr std::uint16_t wire_version = 1;

// A viewer speaks, the program answers: one socket, one question at a time per
// thread of talk. Frames are pulled, so a slow viewer slows itself only.
struct Hello {
    std::string token = {};   // From the announcement file, mode 0600.
    std::string viewer = {};  // Who is looking, for the program's own log.
};
// "I have everything up to `have`; what comes next?" Answered at the next tick
// that brings something. `have` 0 asks for a key frame; its parts are pulled one
// after another, each saying how many are there already. Asking twice is harmless.
struct Pull {
    std::string token = {};
    std::uint64_t session = 0;
    std::uint64_t have = 0;
    std::uint64_t viewer = 0;     // Its number, from Welcome.
    std::uint32_t key_parts = 0;  // How many parts of the key frame have come.
};
// `id` is the viewer's own; the same id twice is obeyed once.
struct Order {
    std::string token = {};
    std::uint64_t session = 0;
    std::uint64_t viewer = 0;
    std::uint64_t id = 0;
    Command command = {};
};
using Request = std::variant<Hello, Pull, Order>;

struct Welcome {
    std::string node = {};      // The program's name for people.
    std::uint64_t session = 0;  // New at every start of the program.
    std::uint64_t viewer = 0;   // This viewer's number.
    std::int64_t pid = 0;
    std::uint32_t tick_ms = 0;
};
struct Refusal {
    std::string reason = {};  // One sentence: what, why, what to do.
};
using Response = std::variant<Welcome, Frame, Reply, Refusal>;

}  // namespace callboard::probe
