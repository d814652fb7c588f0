#pragma once

#include <cstdint>
#include <vector>

namespace callboard::dashboard {

// One actor on the map, as the GPU takes it.
struct MapDisc {
    float x = 0, y = 0;  // Centre, in scene units.
    float radius = 0;
    float glow = 0;            // 0 calm … 1 as busy as it gets.
    std::uint32_t colour = 0;  // ABGR, as ImGui packs it.
};
static_assert(sizeof(MapDisc) == 20, "the vertex attributes of map.vert are laid out by this");

// Everything the map shows, as arrays. `version` changes when they did, so that
// an unchanged scene is not uploaded again.
struct MapScene {
    std::vector<MapDisc> discs = {};
    std::uint64_t version = 0;
};

// What part of the scene fills the picture.
struct MapCamera {
    float x = 0, y = 0;  // The scene's point in the middle of the picture.
    float zoom = 1;      // Pixels for each scene unit.
};

struct PixelSize {
    int width = 0, height = 0;
};

}  // namespace callboard::dashboard
