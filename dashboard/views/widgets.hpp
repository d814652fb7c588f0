#pragma once

#include <imgui.h>

#include <span>
#include <string>
#include <string_view>

#include "dashboard/views/look.hpp"

namespace callboard::dashboard {

enum class ButtonKind : std::uint8_t { Primary, Plain, Danger, Bare };

// A button at the cursor, as wide as its text unless `width` says more. Disabled
// it stays visible and tells `reason` when pointed at.
struct ButtonText {
    std::string_view text;
    ButtonKind kind = ButtonKind::Plain;
    bool enabled = true;
    std::string_view reason = {};
    float width = 0;
};
bool button(const Look& look, const char* id, const ButtonText& button);
float button_width(const Look& look, std::string_view text);

// A rounded chip at the cursor. Answers true when its ✕ (or itself) was pressed.
bool chip(const Look& look, const char* id, std::string_view text, bool removable);
float chip_width(const Look& look, std::string_view text, bool removable);

// A field for one line of text. `error` colours its edge; what is wrong is told beside it.
struct FieldText {
    const char* hint = "";
    const char* key = "";  // The shortcut that leads here, shown while it is empty.
    bool error = false;
    bool mono = false;
    bool focus = false;  // Take the keyboard now.
    bool enabled = true;
};
bool text_field(const Look& look, const char* id, std::string& text, float width,
                const FieldText& field);

// One of a few, as tabs with a line below the chosen.
bool tab(const Look& look, const char* id, std::string_view text, bool chosen);

// A name of a key, as keyboards show it.
float draw_key(const Look& look, ImVec2 at, std::string_view text);
float key_width(const Look& look, std::string_view text);

void draw_sparkline(const Look& look, std::span<const float> values, ImVec2 corner, ImVec2 size,
                    ImU32 colour);

// Why there is nothing here, and what to do.
void draw_empty(const Look& look, ImVec2 corner, ImVec2 size, std::string_view why,
                std::string_view what_to_do);

// Greys what was drawn here so far: it is old. It does not catch the pointer.
void draw_veil(const Look& look, ImVec2 low, ImVec2 size);

// Goes from 0 to 1 and back over the time of the look's motion.
float eased(const Look& look, ImGuiID id, bool on);

// Text beside the pointer, in the look.
void tooltip(const Look& look, std::string_view text);

// The vertical middle of the line of this height that begins at the cursor.
float middle(float top, float height);

}  // namespace callboard::dashboard
