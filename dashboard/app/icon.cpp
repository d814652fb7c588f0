#include "dashboard/app/icon.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "dashboard/views/emblem.hpp"

namespace callboard::dashboard {
namespace {

constexpr int samples = 4;  // In each direction, of one pixel.

// Whether a point lies in a box with round corners, of which a disc is one.
bool inside(float x, float y, float low_x, float low_y, float high_x, float high_y, float radius) {
    const float off_x = std::max({low_x + radius - x, x - high_x + radius, 0.f});
    const float off_y = std::max({low_y + radius - y, y - high_y + radius, 0.f});
    return off_x * off_x + off_y * off_y <= radius * radius;
}

// The colour of a point of the emblem; clear outside of it.
ImU32 ink_at(const Theme& theme, float x, float y) {
    for (const Emblem::Line& line : Emblem::lines) {
        const float disc = Emblem::disc_radius, bar = Emblem::bar_half;
        const bool on_disc = inside(x, y, Emblem::disc_x - disc, line.y - disc,
                                    Emblem::disc_x + disc, line.y + disc, disc);
        const bool on_bar = inside(x, y, Emblem::bar_x, line.y - bar, Emblem::bar_x + line.length,
                                   line.y + bar, bar);
        if (on_disc || on_bar) return theme.*line.ink;
    }
    return inside(x, y, 0, 0, 1, 1, Emblem::corner) ? theme.raised : 0;
}

}  // namespace

std::vector<unsigned char> icon_pixels(int size) {
    const Theme& theme = theme_of(ThemeName::Dark);
    std::vector<unsigned char> pixels;
    pixels.reserve(static_cast<std::size_t>(size) * static_cast<std::size_t>(size) * 4);
    const float step = 1.f / static_cast<float>(size * samples);
    for (int pixel = 0; pixel < size * size; ++pixel) {
        ImVec4 sum{0, 0, 0, 0};  // Colours weighed by their opacity.
        for (int i = 0; i < samples * samples; ++i) {
            const float x = static_cast<float>(pixel % size * samples + i % samples) + 0.5f;
            const float y = static_cast<float>(pixel / size * samples + i / samples) + 0.5f;
            const ImVec4 ink = ImGui::ColorConvertU32ToFloat4(ink_at(theme, x * step, y * step));
            sum.x += ink.x * ink.w;
            sum.y += ink.y * ink.w;
            sum.z += ink.z * ink.w;
            sum.w += ink.w;
        }
        const float weight = std::max(sum.w, 1e-6f);
        for (const float part :
             {sum.x / weight, sum.y / weight, sum.z / weight, sum.w / (samples * samples)})
            pixels.push_back(static_cast<unsigned char>(std::lround(part * 255)));
    }
    return pixels;
}

}  // namespace callboard::dashboard
