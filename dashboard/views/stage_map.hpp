#pragma once

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// Every actor at once, drawn by the GPU, ordered by who supervises whom.
void draw_stage_map(Desk& desk);

}  // namespace callboard::dashboard
