#pragma once

#include <string>

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// The verbs on one actor: the same names in the same order wherever they stand.

// Why nothing can be asked of this actor; empty when it can.
std::string verb_objection(const Desk& desk, Row row);

// The verbs as a menu, for the right mouse button. Call it inside a popup.
void draw_verb_menu(Desk& desk, Row row);

// Asks before it acts: the target's name and what will come of it.
void draw_confirmation(Desk& desk);

void select(UiState& ui, probe::ActorId actor);

}  // namespace callboard::dashboard
