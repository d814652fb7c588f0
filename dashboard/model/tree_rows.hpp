#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dashboard/model/world.hpp"

namespace callboard::dashboard {

// One visible line of the tree.
struct TreeRow {
    Row row = no_row;  // When `more` is set: the parent whose children are left out.
    std::uint32_t depth = 0;
    bool has_children = false;
    std::size_t child_count = 0;
    bool opened = false;
    std::size_t more = 0;  // "2,000 more": the line stands for this many children.
};

// The supervision tree as a list of lines: the roots, and what stands under the
// opened ones, never more than a page per parent unless asked. UI thread only.
class TreeRows {
public:
    static constexpr std::size_t page = 200;

    void open(probe::ActorId id) { change(opened_.insert(id).second); }
    void close(probe::ActorId id) { change(opened_.erase(id) != 0); }
    void toggle(probe::ActorId id) { is_open(id) ? close(id) : open(id); }
    bool is_open(probe::ActorId id) const { return opened_.contains(id); }
    void show_more(probe::ActorId parent);     // Nobody: more roots.
    void reveal(const World& world, Row row);  // Opens all that stands above it.
    void close_all();

    const std::vector<TreeRow>& rows(const World& world);

private:
    void change(bool changed) { changed_ |= changed; }
    std::size_t limit(probe::ActorId parent) const;
    void add_siblings(const World& world, std::span<const Row> siblings, Row parent,
                      std::uint32_t depth);

    std::unordered_set<probe::ActorId> opened_ = {};
    std::unordered_map<probe::ActorId, std::size_t> limits_ = {};
    std::vector<TreeRow> rows_ = {};
    std::vector<TreeRow> waiting_ = {};
    bool changed_ = true;
    std::uint64_t topology_version_ = 0;
};

}  // namespace callboard::dashboard
