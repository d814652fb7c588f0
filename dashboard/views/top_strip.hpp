#pragma once

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// Name, health at a glance, the last ticks, and how the link stands.
void draw_top_strip(Desk& desk);

}  // namespace callboard::dashboard
