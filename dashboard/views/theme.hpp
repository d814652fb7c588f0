#pragma once

#include <imgui.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace callboard::dashboard {

enum class ThemeName : std::uint8_t { Dark, Light, HighContrast };
inline constexpr int theme_count = 3;
const char* to_text(ThemeName name);

// As it is written on the command line and in the settings.
std::string_view word_of(ThemeName name);
std::optional<ThemeName> theme_named(std::string_view word);

// The colours by meaning. A colour never stands alone: each has a shape beside
// it, so that nothing is lost on eyes or screens that can not tell them apart.
struct Theme {
    ImU32 ground;   // Behind the panels: the gaps between them.
    ImU32 surface;  // A panel.
    ImU32 raised;   // A card, a field's bed, a chip.
    ImU32 chosen;   // A button, the selected row.
    ImU32 line;
    ImU32 text;
    ImU32 dim;    // Labels and units.
    ImU32 faint;  // Gone, disabled, unknown.
    ImU32 accent;
    ImU32 on_accent;  // Text upon the accent.
    ImU32 ok;
    ImU32 busy;
    ImU32 bad;
    ImU32 info;
    ImU32 sleep;
    ImU32 inject;
    ImU32 idle;
};

const Theme& theme_of(ThemeName name);

ImU32 faded(ImU32 colour, float opacity);
ImU32 mixed(ImU32 from, ImU32 to, float amount);

}  // namespace callboard::dashboard
