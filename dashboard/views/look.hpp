#pragma once

#include <imgui.h>

#include "dashboard/views/theme.hpp"

namespace callboard::dashboard {

// The faces of the type. The window loads them; without a window all are
// ImGui's own font.
struct Type {
    ImFont* body = nullptr;     // 13
    ImFont* strong = nullptr;   // 13 semi-bold
    ImFont* small = nullptr;    // 11
    ImFont* label = nullptr;    // 11 semi-bold
    ImFont* subject = nullptr;  // 15 semi-bold
    ImFont* title = nullptr;    // 26 semi-bold: the mark on the start screen.
    ImFont* mono = nullptr;     // 12 monospaced
};

// How things look at this refresh: colours, type and scale. Every length in a
// view is a design pixel on the 4 px grid, made real by `px`.
struct Look {
    Theme theme = theme_of(ThemeName::Dark);
    Type type = {};
    float scale = 1;
    float motion_seconds = 0.12f;  // 0: reduced motion.

    float px(float design_pixels) const;
    ImVec2 px(float x, float y) const { return {px(x), px(y)}; }
};

// Every font the same: what a test without a window has.
Type one_face(ImFont* font);

// Makes ImGui's own widgets follow the look. Call it when the look changes.
void apply(const Look& look, ImGuiStyle& style);

}  // namespace callboard::dashboard
