#pragma once

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// The filter's field, its terms as chips, and what the table hides. `low` is the
// top left corner; one line high.
void draw_filter_bar(Desk& desk, ImVec2 low, float width);
inline constexpr float filter_bar_height = 48;

}  // namespace callboard::dashboard
