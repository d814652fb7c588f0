#pragma once

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// All keys on one card, while the person wants to see them.
void draw_key_overlay(Desk& desk);

}  // namespace callboard::dashboard
