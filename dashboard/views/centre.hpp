#pragma once

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// The views that share the middle of the screen, as tabs.
void draw_centre(Desk& desk);

}  // namespace callboard::dashboard
