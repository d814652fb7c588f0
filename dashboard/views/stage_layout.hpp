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
    float pitch = 1;                   // From one actor to the next.
};

// Where every actor stands, in design pixels. Blocks share the area by how many
// actors they hold. Worked out anew only when the tree or the area changed.
class StageLayout {
public:
    static constexpr float heading = 24;  // The block's name.
    static constexpr float padding = 8;

    void fit(const World& world, float width, float height);

    const std::vector<StageBlock>& blocks() const { return blocks_; }
    std::uint64_t version() const { return version_; }  // Changes when places did.
    Row row_at(float x, float y) const;                 // no_row: nobody stands there.
    bool place_of(Row row, float& x, float& y) const;
    float pitch_at(Row row) const;  // How far from it its neighbours stand.

    // The actors as discs: colour says the state, size the queue, glow the rate.
    // `pixels` is how many of the screen each design pixel gets.
    void paint(const World& world, const Theme& theme, MapScene& scene, float pixels) const;

    // Actors that share one disc: the worst colour, the longest queue, the highest rate.
    struct Cell {
        ImU32 ink = 0;  // 0: nobody stands here.
        bool lives = false;
        std::uint32_t mailbox = 0;
        float rate = 0;
    };

private:
    void gather(const World& world);
    void add_block(const World& world, Row head);
    void slice(std::size_t first, std::size_t last, float x, float y, float width, float height);
    float weight(const StageBlock& block) const;
    const StageBlock* block_of(Row row) const;
    void gather_cells(const World& world, const Theme& theme, const StageBlock& block,
                      std::size_t side, std::vector<Cell>& cells) const;
    void place(const StageBlock& block, std::size_t index, float& x, float& y) const;

    std::vector<StageBlock> blocks_ = {};
    std::vector<Row> rows_ = {};
    std::vector<std::uint32_t> index_of_row_ = {};
    std::uint64_t version_ = 0;
    float width_ = 0, height_ = 0;
    std::uint64_t topology_version_ = 0;
};

}  // namespace callboard::dashboard
