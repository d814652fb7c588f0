#pragma once

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// The whole window: the start screen, or the panels around the chosen view, with
// the confirmation and the key overlay above them. It also obeys the keys that
// only change choices.
void draw_main_screen(Desk& desk);

}  // namespace callboard::dashboard
