#include "dashboard/views/theme.hpp"

#include <algorithm>

namespace callboard::dashboard {
namespace {

constexpr ImU32 rgb(std::uint32_t hex) {
    return IM_COL32((hex >> 16) & 0xff, (hex >> 8) & 0xff, hex & 0xff, 0xff);
}

constexpr Theme dark = {
    .ground = rgb(0x0D1014),
    .surface = rgb(0x14191F),
    .raised = rgb(0x1B2129),
    .chosen = rgb(0x242C36),
    .line = rgb(0x28313C),
    .text = rgb(0xE8EDF2),
    .dim = rgb(0x98A5B3),
    .faint = rgb(0x5F6C7A),
    .accent = rgb(0xF4C152),
    .on_accent = rgb(0x17120A),
    .ok = rgb(0x3DBB8F),
    .busy = rgb(0xE6A23C),
    .bad = rgb(0xEE5D50),
    .info = rgb(0x58A6F0),
    .sleep = rgb(0x7F8FE8),
    .inject = rgb(0xD18BE0),
    .idle = rgb(0x596675),
};

constexpr Theme light = {
    .ground = rgb(0xDDE3E9),
    .surface = rgb(0xFFFFFF),
    .raised = rgb(0xF0F3F6),
    .chosen = rgb(0xE3E8ED),
    .line = rgb(0xD5DCE3),
    .text = rgb(0x18212B),
    .dim = rgb(0x55636F),
    .faint = rgb(0x8B98A5),
    .accent = rgb(0xB07A00),
    .on_accent = rgb(0xFFFFFF),
    .ok = rgb(0x0E8F66),
    .busy = rgb(0xB86E00),
    .bad = rgb(0xC73A2E),
    .info = rgb(0x1C6FC4),
    .sleep = rgb(0x4E5FC9),
    .inject = rgb(0x9A44B0),
    .idle = rgb(0x9AA7B4),
};

constexpr Theme contrast = {
    .ground = rgb(0x5A5A5A),
    .surface = rgb(0x000000),
    .raised = rgb(0x101010),
    .chosen = rgb(0x2E2E2E),
    .line = rgb(0x8A8A8A),
    .text = rgb(0xFFFFFF),
    .dim = rgb(0xDADADA),
    .faint = rgb(0xA8A8A8),
    .accent = rgb(0xFFD84D),
    .on_accent = rgb(0x000000),
    .ok = rgb(0x35E6AE),
    .busy = rgb(0xFFB84A),
    .bad = rgb(0xFF8A80),
    .info = rgb(0x8CC8FF),
    .sleep = rgb(0xB4BEFF),
    .inject = rgb(0xF0B0FF),
    .idle = rgb(0xA8A8A8),
};

}  // namespace

const char* to_text(ThemeName name) {
    switch (name) {
        case ThemeName::Dark: return "Dark";
        case ThemeName::Light: return "Light";
        case ThemeName::HighContrast: return "High contrast";
    }
    return "?";
}

std::string_view word_of(ThemeName name) {
    switch (name) {
        case ThemeName::Light: return "light";
        case ThemeName::HighContrast: return "contrast";
        case ThemeName::Dark: break;
    }
    return "dark";
}

std::optional<ThemeName> theme_named(std::string_view word) {
    for (int i = 0; i < theme_count; ++i)
        if (word_of(static_cast<ThemeName>(i)) == word) return static_cast<ThemeName>(i);
    return {};
}

const Theme& theme_of(ThemeName name) {
    switch (name) {
        case ThemeName::Light: return light;
        case ThemeName::HighContrast: return contrast;
        case ThemeName::Dark: break;
    }
    return dark;
}

ImU32 faded(ImU32 colour, float opacity) {
    const auto alpha =
        static_cast<float>(colour >> IM_COL32_A_SHIFT) * std::clamp(opacity, 0.f, 1.f);
    return (colour & ~IM_COL32_A_MASK) | static_cast<ImU32>(alpha) << IM_COL32_A_SHIFT;
}

ImU32 mixed(ImU32 from, ImU32 to, float amount) {
    const ImVec4 a = ImGui::ColorConvertU32ToFloat4(from);
    const ImVec4 b = ImGui::ColorConvertU32ToFloat4(to);
    const float t = std::clamp(amount, 0.f, 1.f);
    return ImGui::ColorConvertFloat4ToU32({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t,
                                           a.z + (b.z - a.z) * t, a.w + (b.w - a.w) * t});
}

}  // namespace callboard::dashboard
