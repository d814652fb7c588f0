#pragma once

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// The last commands, newest first, each with what came of it and how long it took.
void draw_command_log(Desk& desk);

}  // namespace callboard::dashboard
