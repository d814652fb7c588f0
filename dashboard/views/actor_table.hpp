#pragma once

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// Every actor as a row: filter, sort, choose.
void draw_actor_table(Desk& desk);

}  // namespace callboard::dashboard
