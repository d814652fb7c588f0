#include "dashboard/views/stage_layout.hpp"

#include <algorithm>
#include <cmath>

#include "dashboard/views/marks.hpp"

namespace callboard::dashboard {
namespace {

constexpr float pitch_max = 36;
constexpr float gap = 6;              // Between blocks.
constexpr float least_share = 0.03f;  // Even a small subtree has room for its name.
constexpr float rate_of_full_glow = 20'000;
constexpr std::uint32_t nowhere = 0xffffffff;

// How many rows and columns of this pitch the block's inside holds.
std::size_t capacity(const StageBlock& block, float pitch, std::size_t& columns) {
    const float inside_x = block.width - 2 * StageLayout::padding - gap;
    const float inside_y = block.height - StageLayout::heading - StageLayout::padding - gap;
    columns = static_cast<std::size_t>(std::max(1.f, std::floor(inside_x / pitch)));
    return columns * static_cast<std::size_t>(std::max(0.f, std::floor(inside_y / pitch)));
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
    choose_pitch();
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

// The widest pitch at which every block holds its actors: one for all, so that
// sizes compare across the map.
void StageLayout::choose_pitch() {
    pitch_ = pitch_max;
    for (StageBlock& block : blocks_)
        while (pitch_ > 0.05f && capacity(block, pitch_, block.columns) < block.count)
            pitch_ *= 0.96f;
    for (StageBlock& block : blocks_) capacity(block, pitch_, block.columns);
}

void StageLayout::place(const StageBlock& block, std::size_t index, float& x, float& y) const {
    x = block.x + padding + (static_cast<float>(index % block.columns) + 0.5f) * pitch_;
    y = block.y + heading + (static_cast<float>(index / block.columns) + 0.5f) * pitch_;
}

Row StageLayout::row_at(float x, float y) const {
    for (const StageBlock& block : blocks_) {
        const float column = (x - block.x - padding) / pitch_;
        const float line = (y - block.y - heading) / pitch_;
        if (x >= block.x + block.width || y >= block.y + block.height) continue;
        if (column < 0 || line < 0 || column >= static_cast<float>(block.columns)) continue;
        const auto index =
            static_cast<std::size_t>(line) * block.columns + static_cast<std::size_t>(column);
        if (index < block.count) return rows_[block.first + index];
    }
    return no_row;
}

bool StageLayout::place_of(Row row, float& x, float& y) const {
    if (row >= index_of_row_.size() || index_of_row_[row] == nowhere) return false;
    const std::size_t index = index_of_row_[row];
    for (const StageBlock& block : blocks_)
        if (index >= block.first && index < block.first + block.count) {
            place(block, index - block.first, x, y);
            return true;
        }
    return false;
}

void StageLayout::paint(const World& world, const Theme& theme, MapScene& scene) const {
    scene.discs.resize(rows_.size());
    const float full_queue = std::log1p(static_cast<float>(queue_severe));
    const float full_rate = std::log1p(rate_of_full_glow);
    for (const StageBlock& block : blocks_)
        for (std::size_t i = 0; i < block.count; ++i) {
            const Row row = rows_[block.first + i];
            MapDisc& disc = scene.discs[block.first + i];
            if (!world.exists(row)) {
                disc.radius = 0;
                continue;
            }
            const float queue =
                std::min(1.f, std::log1p(static_cast<float>(world.mailbox(row))) / full_queue);
            const bool gone = world.gone(row);
            place(block, i, disc.x, disc.y);
            disc.radius = pitch_ * (gone ? 0.14f : 0.22f + 0.22f * queue);
            disc.glow = gone ? 0 : std::min(1.f, std::log1p(world.rate(row)) / full_rate);
            disc.colour = mark_of(theme, world, row).colour;
        }
    ++scene.version;
}

}  // namespace callboard::dashboard
