#include "dashboard/model/tree_rows.hpp"

#include <algorithm>

namespace callboard::dashboard {

void TreeRows::show_more(probe::ActorId parent) {
    limits_[parent] = limit(parent) + page;
    changed_ = true;
}

std::size_t TreeRows::limit(probe::ActorId parent) const {
    const auto found = limits_.find(parent);
    return found == limits_.end() ? page : found->second;
}

void TreeRows::close_all() {
    opened_.clear();
    limits_.clear();
    changed_ = true;
}

void TreeRows::reveal(const World& world, Row row) {
    for (std::uint32_t depth = 0; row != no_row && depth < World::depth_max; ++depth) {
        const Row parent = world.row_of(world.parent(row));
        const auto siblings = parent == no_row ? world.roots() : world.children(parent);
        const auto id = parent == no_row ? probe::ActorId{} : world.id(parent);
        const auto place =
            static_cast<std::size_t>(std::ranges::find(siblings, row) - siblings.begin());
        while (place < siblings.size() && limit(id) <= place) show_more(id);
        if (parent != no_row) open(id);
        row = parent;
    }
}

// In reverse, for the next line is taken from the end.
void TreeRows::add_siblings(const World& world, std::span<const Row> siblings, Row parent,
                            std::uint32_t depth) {
    const auto id = parent == no_row ? probe::ActorId{} : world.id(parent);
    const auto shown = std::min(siblings.size(), limit(id));
    if (shown < siblings.size())
        waiting_.push_back({.row = parent, .depth = depth, .more = siblings.size() - shown});
    for (std::size_t i = shown; i-- > 0;) {
        const auto children = world.children(siblings[i]).size();
        waiting_.push_back({.row = siblings[i],
                            .depth = depth,
                            .has_children = children != 0,
                            .child_count = children,
                            .opened = children != 0 && is_open(world.id(siblings[i]))});
    }
}

const std::vector<TreeRow>& TreeRows::rows(const World& world) {
    if (!changed_ && topology_version_ == world.topology_version()) return rows_;
    rows_.clear();
    waiting_.clear();
    add_siblings(world, world.roots(), no_row, 0);
    while (!waiting_.empty()) {
        const TreeRow next = waiting_.back();
        waiting_.pop_back();
        rows_.push_back(next);
        if (next.opened) add_siblings(world, world.children(next.row), next.row, next.depth + 1);
    }
    topology_version_ = world.topology_version();
    changed_ = false;
    return rows_;
}

}  // namespace callboard::dashboard
