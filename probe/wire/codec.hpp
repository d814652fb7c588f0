#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "probe/wire/request.hpp"

namespace callboard::probe {

// The only place that knows how the vocabulary becomes bytes.
//
// Every message begins with four magic bytes and the wire version, and a
// version's first word is the same for ever, so that a stranger can be told why.
std::string encode(const Request& request);
std::string encode(const Response& response);
std::string encode(const Frame& frame);

// Why bytes were not believed.
struct Disbelief {
    std::string reason = {};
    std::optional<std::uint16_t> their_version = {};  // Set when only the version differs.
};

// The bytes come from outside the process: they are checked here, bounded in
// size and depth, and trusted everywhere else. Never throws.
std::variant<Request, Disbelief> decode_request(std::span<const char> bytes);
std::variant<Response, Disbelief> decode_response(std::span<const char> bytes);

// Limits that decoding keeps to.
inline constexpr std::size_t message_bytes_max = 32u << 20;
inline constexpr std::size_t request_bytes_max = 4u << 20;  // What a program takes from a viewer.
inline constexpr std::size_t rows_per_frame_max = 1u << 16;

}  // namespace callboard::probe
