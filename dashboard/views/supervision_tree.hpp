#pragma once

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// The left navigator: find an actor, the program, and who supervises whom.
void draw_supervision_tree(Desk& desk);

}  // namespace callboard::dashboard
