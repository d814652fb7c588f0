#include "dashboard/views/stage_layout.hpp"

#include <algorithm>
#include <cmath>

#include "dashboard/views/marks.hpp"

namespace callboard::dashboard {
namespace {

constexpr float pitch_max = 36, pitch_min = 0.05f;
constexpr float gap = 6;              // Between blocks.
constexpr float least_share = 0.04f;  // Even a small subtree has room for its name.
constexpr float rate_of_full_glow = 20'000;
constexpr float cell_pixels_min = 3;
constexpr float pitch_of_cloth = 5, pitch_of_felt = 2.5f;
constexpr std::uint32_t nowhere = 0xffffffff;

// Inside a block, without its name and edges.
float room_x(const StageBlock& block) { return block.width - 2 * StageLayout::padding - gap; }
float room_y(const StageBlock& block) {
    return block.height - StageLayout::heading - StageLayout::padding - gap;
}

// How many rows and columns of its pitch the block's inside holds.
std::size_t capacity(StageBlock& block) {
    block.columns =
        static_cast<std::size_t>(std::max(1.f, std::floor(room_x(block) / block.pitch)));
    const float lines = std::max(0.f, std::floor(room_y(block) / block.pitch));
    return block.columns * static_cast<std::size_t>(lines);
}

// The widest pitch at which the block holds its actors. Each block has its own, so
// that one crowd does not shrink all others to dust.
void choose_pitch(StageBlock& block) {
    const float area = std::max(1.f, room_x(block) * room_y(block));
    const float ideal = std::sqrt(area / static_cast<float>(std::max<std::size_t>(1, block.count)));
    block.pitch = std::min(pitch_max, ideal * 1.1f);
    while (block.pitch > pitch_min && capacity(block) < block.count) block.pitch *= 0.98f;
    capacity(block);
}

// What outshines what where one disc stands for many.
int gravity(const Theme& theme, ImU32 ink) {
    if (ink == theme.bad) return 5;
    if (ink == theme.busy) return 4;
    if (ink == theme.info) return 3;
    if (ink == theme.ok) return 2;
    return ink == 0 ? 0 : 1;
}

MapDisc disc_of(const StageLayout::Cell& cell, const Theme& theme, float pitch) {
    static const float full_queue = std::log1p(static_cast<float>(queue_severe));
    static const float full_rate = std::log1p(rate_of_full_glow);
    if (cell.ink == 0) return {};
    if (!cell.lives) return {.radius = pitch * 0.14f, .colour = theme.faint};
    // Far away a crowd reads as cloth rather than as single threads.
    const float calm = pitch < pitch_of_felt ? 0.6f : pitch < pitch_of_cloth ? 0.4f : 0.22f;
    const float queue = std::min(1.f, std::log1p(static_cast<float>(cell.mailbox)) / full_queue);
    return {.radius = pitch * (calm + 0.22f * queue),
            .glow = std::min(1.f, std::log1p(cell.rate) / full_rate),
            .colour = cell.ink};
}

}  // namespace

void StageLayout::fit(const World& world, float width, float height) {
    if (topology_version_ == world.topology_version() && width == width_ && height == height_)
        return;
    topology_version_ = world.topology_version();
    width_ = width;
    height_ = height;
    gather(world);
    std::sort(blocks_.begin(), blocks_.end(),
              [](const StageBlock& a, const StageBlock& b) { return a.count > b.count; });
    slice(0, blocks_.size(), 0, 0, width, height);
    for (StageBlock& block : blocks_) choose_pitch(block);
    ++version_;
}

// Below a single root its subtrees are the blocks; else each root is one. Those
// without children share the first block.
void StageLayout::gather(const World& world) {
    blocks_.clear();
    rows_.clear();
    index_of_row_.assign(world.row_count(), nowhere);
    const bool one_root = world.roots().size() == 1;
    const auto heads = one_root ? world.children(world.roots().front()) : world.roots();
    StageBlock alone{.head = one_root ? world.roots().front() : no_row};
    if (one_root) rows_.push_back(world.roots().front());
    for (const Row head : heads)
        if (world.children(head).empty()) rows_.push_back(head);
    alone.count = rows_.size();
    if (alone.count > 0) blocks_.push_back(alone);
    for (const Row head : heads)
        if (!world.children(head).empty()) add_block(world, head);
    for (std::size_t i = 0; i < rows_.size(); ++i)
        index_of_row_[rows_[i]] = static_cast<std::uint32_t>(i);
}

void StageLayout::add_block(const World& world, Row head) {
    StageBlock block{.head = head, .first = rows_.size()};
    std::vector<Row> waiting{head};
    while (!waiting.empty()) {
        const Row row = waiting.back();
        waiting.pop_back();
        rows_.push_back(row);
        const auto children = world.children(row);
        waiting.insert(waiting.end(), children.rbegin(), children.rend());
    }
    block.count = rows_.size() - block.first;
    blocks_.push_back(block);
}

float StageLayout::weight(const StageBlock& block) const {
    return static_cast<float>(block.count) + least_share * static_cast<float>(rows_.size());
}

// Halves the blocks by weight and the area along its longer side, again and again.
void StageLayout::slice(std::size_t first, std::size_t last, float x, float y, float width,
                        float height) {
    if (first >= last) return;
    if (last - first == 1) {
        StageBlock& block = blocks_[first];
        block.x = x;
        block.y = y;
        block.width = width;
        block.height = height;
        return;
    }
    float total = 0;
    for (std::size_t i = first; i < last; ++i) total += weight(blocks_[i]);
    float before = weight(blocks_[first]);
    std::size_t middle = first + 1;
    while (middle + 1 < last && before + weight(blocks_[middle]) <= total / 2)
        before += weight(blocks_[middle++]);
    const float share = before / total;
    if (width >= height) {
        slice(first, middle, x, y, width * share, height);
        slice(middle, last, x + width * share, y, width * (1 - share), height);
    } else {
        slice(first, middle, x, y, width, height * share);
        slice(middle, last, x, y + height * share, width, height * (1 - share));
    }
}

void StageLayout::place(const StageBlock& block, std::size_t index, float& x, float& y) const {
    x = block.x + padding + (static_cast<float>(index % block.columns) + 0.5f) * block.pitch;
    y = block.y + heading + (static_cast<float>(index / block.columns) + 0.5f) * block.pitch;
}

Row StageLayout::row_at(float x, float y) const {
    for (const StageBlock& block : blocks_) {
        const float column = (x - block.x - padding) / block.pitch;
        const float line = (y - block.y - heading) / block.pitch;
        if (x >= block.x + block.width || y >= block.y + block.height) continue;
        if (column < 0 || line < 0 || column >= static_cast<float>(block.columns)) continue;
        const auto index =
            static_cast<std::size_t>(line) * block.columns + static_cast<std::size_t>(column);
        if (index < block.count) return rows_[block.first + index];
    }
    return no_row;
}

const StageBlock* StageLayout::block_of(Row row) const {
    if (row >= index_of_row_.size() || index_of_row_[row] == nowhere) return nullptr;
    const std::size_t index = index_of_row_[row];
    for (const StageBlock& block : blocks_)
        if (index >= block.first && index < block.first + block.count) return &block;
    return nullptr;
}

bool StageLayout::place_of(Row row, float& x, float& y) const {
    const StageBlock* block = block_of(row);
    if (block) place(*block, index_of_row_[row] - block->first, x, y);
    return block != nullptr;
}

float StageLayout::pitch_at(Row row) const {
    const StageBlock* block = block_of(row);
    return block ? block->pitch : 0;
}

void StageLayout::paint(const World& world, const Theme& theme, MapScene& scene,
                        float pixels) const {
    scene.discs.clear();
    std::vector<Cell> cells;
    for (const StageBlock& block : blocks_) {
        // Where actors stand closer than the eye can part, one disc stands for a
        // square of them and shows the worst of each.
        const std::size_t side = static_cast<std::size_t>(
            std::clamp(std::ceil(cell_pixels_min / (block.pitch * pixels)), 1.f, 64.f));
        gather_cells(world, theme, block, side, cells);
        const std::size_t columns = (block.columns + side - 1) / side;
        const float pitch = block.pitch * static_cast<float>(side);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            MapDisc disc = disc_of(cells[i], theme, pitch);
            disc.x = block.x + padding + (static_cast<float>(i % columns) + 0.5f) * pitch;
            disc.y = block.y + heading + (static_cast<float>(i / columns) + 0.5f) * pitch;
            scene.discs.push_back(disc);
        }
    }
    ++scene.version;
}

void StageLayout::gather_cells(const World& world, const Theme& theme, const StageBlock& block,
                               std::size_t side, std::vector<Cell>& cells) const {
    const std::size_t columns = (block.columns + side - 1) / side;
    const std::size_t lines = (block.count + block.columns * side - 1) / (block.columns * side);
    const std::size_t last = lines * columns;
    cells.assign(side == 1 ? block.count : last, {});
    std::size_t index = 0;
    for (std::size_t line = 0; index < block.count; ++line) {
        Cell* const first = &cells[line / side * columns];
        const std::size_t end = std::min(index + block.columns, block.count);
        for (std::size_t in_cell = 0, at = 0; index < end; ++index, ++in_cell) {
            if (in_cell == side) {
                in_cell = 0;
                ++at;
            }
            const Row row = rows_[block.first + index];
            if (!world.exists(row)) continue;
            Cell& cell = first[at];
            const ImU32 ink = mark_of(theme, world, row).colour;
            if (gravity(theme, ink) >= gravity(theme, cell.ink)) cell.ink = ink;
            if (world.gone(row)) continue;
            cell.lives = true;
            cell.mailbox = std::max(cell.mailbox, world.mailbox(row));
            cell.rate = std::max(cell.rate, world.rate(row));
        }
    }
}

}  // namespace callboard::dashboard
