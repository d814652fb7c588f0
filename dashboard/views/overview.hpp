#pragma once

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// What the right side shows while no actor is chosen: who stands out, as rows to
// click, and how to begin.
void draw_overview(Desk& desk);

}  // namespace callboard::dashboard
