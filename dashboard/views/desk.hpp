#pragma once

#include <vector>

#include "dashboard/model/world.hpp"
#include "dashboard/render/map_renderer.hpp"
#include "dashboard/views/facts.hpp"
#include "dashboard/views/keys.hpp"
#include "dashboard/views/look.hpp"
#include "dashboard/views/outbox.hpp"
#include "dashboard/views/row_caches.hpp"
#include "dashboard/views/ui_state.hpp"

namespace callboard::dashboard {

// All that lies before a view at one refresh: facts to read, choices to change,
// an outbox to leave wishes in. The world is not const only because asking for a
// history starts its keeping.
struct Desk {
    World& world;
    const LinkFacts& link;
    const Inspection& inspection;
    const CommandLog& commands;
    const std::vector<FoundProgram>& programs;
    UiState& ui;
    Outbox& outbox;
    RowCaches& rows;
    MapRenderer& map;
    const Look& look;
    Keys keys = {};
    double now_s = 0;
};

}  // namespace callboard::dashboard
