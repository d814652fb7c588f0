#pragma once

#include <memory>

#include "dashboard/render/map_renderer.hpp"

namespace callboard::dashboard {

// The map by OpenGL 3.3: one instance per actor, off screen. Needs a current
// context for its whole life. Throws a sentence with file and line when a shader
// is missing or does not compile.
std::unique_ptr<MapRenderer> make_gl_map_renderer();

}  // namespace callboard::dashboard
