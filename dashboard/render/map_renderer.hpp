#pragma once

#include "dashboard/render/map_scene.hpp"

namespace callboard::dashboard {

// A picture on the GPU; `texture` is what ImGui::Image takes, null for none.
struct MapPicture {
    void* texture = nullptr;
};

// Draws the map off screen. UI thread only.
class MapRenderer {
public:
    virtual ~MapRenderer() = default;
    virtual MapPicture draw(const MapScene& scene, const MapCamera& camera, PixelSize size,
                            std::uint32_t background) = 0;
};

// Draws nothing and remembers what it was given: for tests.
class NullMapRenderer final : public MapRenderer {
public:
    MapPicture draw(const MapScene& scene, const MapCamera& camera, PixelSize,
                    std::uint32_t) override {
        last_scene = scene;
        last_camera = camera;
        return {};
    }
    MapScene last_scene = {};
    MapCamera last_camera = {};
};

}  // namespace callboard::dashboard
