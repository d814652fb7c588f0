#pragma once

#include <imgui.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace callboard::dashboard {

// What stands on the screen, in words, for those who can not see it: scripts and
// screen readers. In the order of drawing: what comes later lies on top.
struct Telling {
    struct Text {
        std::string words;
        ImVec2 low, high;
        bool operator==(const Text& other) const;
    };
    struct Control {
        enum class Kind : std::uint8_t { Button, Chip, Tab, Field };
        Kind kind = Kind::Button;
        std::string words = {};  // A field's: what was typed into it.
        ImVec2 low = {}, high = {};
        bool enabled = true;
        bool focused = false;  // The keyboard writes here.
        bool operator==(const Control& other) const;
    };

    std::vector<Text> texts = {};
    std::vector<Control> controls = {};

    bool operator==(const Telling& other) const = default;
};

// Who is told from now on; null, as in the beginning, is nobody, and costs a
// branch for each word drawn. UI thread only; `listener` stays the caller's.
void tell_to(Telling* listener);

// Views call these as they draw; what is clipped away is not told.
void tell_text(ImVec2 low, ImVec2 high, std::string_view words);
void tell_control(const Telling::Control& control);

}  // namespace callboard::dashboard
