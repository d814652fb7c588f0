#pragma once

#include <imgui.h>

#include <string>
#include <string_view>

#include "dashboard/views/look.hpp"

namespace callboard::dashboard {

// Text put where the view wants it, in the current window, in any face. `at` is
// the left edge and the vertical middle of the line. Answers its width.
float write(ImFont* face, ImVec2 at, ImU32 colour, std::string_view text);
float write_right(ImFont* face, ImVec2 at, ImU32 colour, std::string_view text);
float write_centred(ImFont* face, ImVec2 at, ImU32 colour, std::string_view text);

// As `write`, cut with an ellipsis where it would pass `width`.
float write_fitted(ImFont* face, ImVec2 at, float width, ImU32 colour, std::string_view text);

// A section's label: small semi-bold capitals, widely set.
float write_label(const Look& look, ImVec2 at, ImU32 colour, std::string_view text);

// The name of a C++ type without the namespaces before it.
std::string_view short_type(std::string_view type);

float width_of(ImFont* face, std::string_view text);
std::string fitted(ImFont* face, std::string_view text, float width);

// Broken into lines within `width`, from the top left corner. Answers the height.
float write_wrapped(ImFont* face, ImVec2 at, float width, ImU32 colour, std::string_view text);
float wrapped_height(ImFont* face, float width, std::string_view text);

}  // namespace callboard::dashboard
