#pragma once

#include <span>

#include "dashboard/views/desk.hpp"

namespace callboard::dashboard {

// Where a panel stands in the main screen.
enum class Place : std::uint8_t { Top, Left, Centre, Right, Bottom };

// A panel is a place and a function; adding one is a pair of files and a line in panels.cpp.
struct Panel {
    const char* id;
    Place place;
    void (*draw)(Desk&);
};
std::span<const Panel> panels();

}  // namespace callboard::dashboard
