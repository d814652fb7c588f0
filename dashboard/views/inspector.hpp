#pragma once

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// The chosen actor from inside: verbs, facts, state, last failure, and a message to it.
void draw_inspector(Desk& desk);

}  // namespace callboard::dashboard
