#pragma once

#include "dashboard/views/look.hpp"

namespace callboard::dashboard {

// Loads the faces at this scale into ImGui's atlas: Inter and JetBrains Mono as
// fontconfig finds them, with the symbols they lack merged in from DejaVu Sans.
// A face that is not installed is replaced by ImGui's own. Call it between frames.
Type load_fonts(float scale);

}  // namespace callboard::dashboard
