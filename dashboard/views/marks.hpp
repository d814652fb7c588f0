#pragma once

#include <imgui.h>

#include <cstdint>

#include "dashboard/model/world.hpp"
#include "dashboard/views/look.hpp"

namespace callboard::dashboard {

// The shapes that say a state without colour.
enum class Shape : std::uint8_t {
    Full,
    Half,
    Hollow,
    Bars,
    Turn,
    Cross,
    Square,
    Triangle,
    Diamond
};

struct Mark {
    Shape shape = Shape::Hollow;
    ImU32 colour = 0;
};

inline constexpr std::uint32_t queue_long = 64;
inline constexpr std::uint32_t queue_severe = 1024;

// Who was busy between two ticks runs too, even if it rests at the moment of the
// sample. A long queue is told apart from a short one.
Mark mark_of(const Theme& theme, const World& world, Row row);
ImU32 severity_of(const Theme& theme, std::uint32_t mailbox);

// Draws the shape as vectors, crisp at every scale. `size` is its height.
void draw_mark(ImDrawList& list, Mark mark, ImVec2 centre, float size);

}  // namespace callboard::dashboard
