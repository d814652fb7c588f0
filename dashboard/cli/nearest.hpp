#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dashboard/model/world.hpp"

namespace callboard::dashboard {

// Letters to add, drop or change to turn one text into the other.
std::size_t edit_distance(std::string_view from, std::string_view to);

// The few names of living actors that look most like what was typed, best first.
std::vector<std::string> nearest_names(const World& world, std::string_view typed);

}  // namespace callboard::dashboard
