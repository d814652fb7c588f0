#pragma once

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// A form made from what the chosen actor accepts; at the cursor, `width` wide.
void draw_message_panel(Desk& desk, Row row, float width);

// The line that does the same from a shell.
std::string as_command_line(const Desk& desk, Row row, const char* verb);

}  // namespace callboard::dashboard
