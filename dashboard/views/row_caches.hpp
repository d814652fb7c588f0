#pragma once

#include "dashboard/model/actor_rows.hpp"
#include "dashboard/model/tree_rows.hpp"
#include "dashboard/views/foremost.hpp"
#include "dashboard/views/stage_layout.hpp"

namespace callboard::dashboard {

// The map's layout and the arrays made from it.
struct StageCache {
    StageLayout layout = {};
    MapScene scene = {};
    std::uint64_t painted_version = 0;  // Of the world.
    std::uint64_t painted_layout = 0;
    float painted_pixels = 0;
    ImVec2 fitted = {};
    double fitted_s = -1e9;
    ImU32 painted_ink = 0;  // A theme is known by its green.
};

// What is worked out from the world and the choices, kept from one refresh to the next.
struct RowCaches {
    ActorRows actors = {};
    TreeRows tree = {};
    StageCache stage = {};
    Foremost foremost = {};
};

}  // namespace callboard::dashboard
