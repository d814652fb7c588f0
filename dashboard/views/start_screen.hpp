#pragma once

#include <string>
#include <string_view>

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// What is seen while nothing is connected: ways in, and why a way is empty.
void draw_start_screen(Desk& desk);

// What is wrong with an address, in one sentence; empty when it will do.
std::string address_objection(std::string_view address);

}  // namespace callboard::dashboard
