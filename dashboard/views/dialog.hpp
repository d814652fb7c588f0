#pragma once

#include <imgui.h>

#include "dashboard/views/look.hpp"

namespace callboard::dashboard {

// Opens a dialog of this size over everything else, a little above the middle. True:
// it is shown; draw it, and end with ImGui::EndPopup().
bool begin_dialog(const Look& look, const char* id, ImVec2 size);

}  // namespace callboard::dashboard
