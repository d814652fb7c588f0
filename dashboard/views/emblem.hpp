#pragma once

#include <imgui.h>

#include <array>

#include "dashboard/views/look.hpp"

namespace callboard::dashboard {

// The board itself: rows of actors signed in, one of them called. All lengths are
// parts of its size; the window's icon is made of the same numbers.
struct Emblem {
    struct Line {
        float y, length;
        ImU32 Theme::*ink;
    };
    static constexpr float corner = 0.22f;
    static constexpr float disc_x = 0.24f, disc_radius = 0.07f;
    static constexpr float bar_x = 0.38f, bar_half = 0.045f;
    static constexpr std::array<Line, 3> lines = {
        {{0.27f, 0.34f, &Theme::ok}, {0.50f, 0.44f, &Theme::accent}, {0.73f, 0.26f, &Theme::idle}}};
};

void draw_emblem(const Look& look, ImVec2 corner, float size);

}  // namespace callboard::dashboard
