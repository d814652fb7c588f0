#pragma once

#include <cstdint>
#include <vector>

#include "dashboard/model/world.hpp"
#include "dashboard/render/map_scene.hpp"
#include "dashboard/views/theme.hpp"

namespace callboard::dashboard {

// A subtree's place on the map: a block with the subtree's actors in rows, each
// beside those it is supervised with.
struct StageBlock {
    Row head = no_row;
    float x = 0, y = 0, width = 0, height = 0;
    std::size_t first = 0, count = 0;  // Its part of `rows`.
    std::size_t columns = 1;           // Actors in one row of the block.
};

// Where every actor stands, in design pixels. Blocks share the area by how many
// actors they hold. Worked out anew only when the tree or the area changed.
class StageLayout {
public:
    static constexpr float heading = 24;  // The block's name.
    static constexpr float padding = 8;

    void fit(const World& world, float width, float height);

    const std::vector<StageBlock>& blocks() const { return blocks_; }
    float pitch() const { return pitch_; }  // From one actor to the next.
    Row row_at(float x, float y) const;     // no_row: nobody stands there.
    bool place_of(Row row, float& x, float& y) const;

    // The actors as discs: colour says the state, size the queue, glow the rate.
    void paint(const World& world, const Theme& theme, MapScene& scene) const;

private:
    void gather(const World& world);
    void add_block(const World& world, Row head);
    void slice(std::size_t first, std::size_t last, float x, float y, float width, float height);
    float weight(const StageBlock& block) const;
    void choose_pitch();
    void place(const StageBlock& block, std::size_t index, float& x, float& y) const;

    std::vector<StageBlock> blocks_ = {};
    std::vector<Row> rows_ = {};
    std::vector<std::uint32_t> index_of_row_ = {};
    float pitch_ = 1;
    float width_ = 0, height_ = 0;
    std::uint64_t topology_version_ = 0;
};

}  // namespace callboard::dashboard
