#pragma once

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// The themes side by side, the chosen one marked, ending at the top right corner given.
void draw_theme_switch(Desk& desk, ImVec2 top_right);

}  // namespace callboard::dashboard
