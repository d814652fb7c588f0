// What is asked of a world: names, paths, the tree, histories.
#include <algorithm>
#include <charconv>

#include "dashboard/model/world.hpp"

namespace callboard::dashboard {

namespace {

// The slot in "Kind#slot", or nothing.
std::optional<std::uint32_t> slot_in(std::string_view digits) {
    std::uint32_t slot = 0;
    const auto end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, slot);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return slot;
}

}  // namespace

const std::string& World::text(probe::NameId id) const {
    static const std::string unknown = "?";
    const auto index = static_cast<std::size_t>(id);
    return index < texts_.size() ? texts_[index] : unknown;
}

std::string World::name(Row row) const {
    if (name_id(row) != probe::NameId{}) return text(name_id(row));
    return kind(row) + '#' + std::to_string(probe::slot_of(id(row)));
}

std::string World::path(Row row) const {
    std::vector<Row> line;
    for (Row at = row; at != no_row && line.size() < depth_max; at = row_of(parent(at))) {
        line.push_back(at);
        if (parent(at) == id(at)) break;
    }
    std::string path;
    for (auto at = line.rbegin(); at != line.rend(); ++at) {
        if (!path.empty()) path += '/';
        path += name(*at);
    }
    return path;
}

const Topology& World::topology() const {
    if (topology_built_ == topology_version_) return topology_;
    std::vector<Row> parent_of(row_count());
    for (Row row = 0; row < row_count(); ++row)
        parent_of[row] = exists(row) ? row_of(parent(row)) : row;
    for (Row row = 0; row < row_count(); ++row)
        if (exists(row) && parent_of[row] == row) parent_of[row] = no_row;  // Its own parent.
    topology_.build(parent_of, born_);
    topology_built_ = topology_version_;
    return topology_;
}

bool World::has_path(Row row, std::string_view wanted) const {
    return wanted.find('/') == std::string_view::npos || path(row) == wanted;
}

std::vector<Row> World::find_all(std::string_view path_or_name) const {
    const auto last = path_or_name.substr(path_or_name.rfind('/') + 1);
    const auto hash = last.rfind('#');
    const auto slot =
        hash == std::string_view::npos ? std::nullopt : slot_in(last.substr(hash + 1));
    const auto named =
        std::find_if(texts_.begin(), texts_.end(), [&](const auto& each) { return each == last; });
    const auto name_wanted = static_cast<probe::NameId>(named - texts_.begin());

    std::vector<Row> found;
    for (Row row = 0; row < row_count(); ++row) {
        if (!exists(row)) continue;
        const bool by_name = named != texts_.end() && name_id(row) == name_wanted && !last.empty();
        const bool by_kind =
            slot && probe::slot_of(id(row)) == *slot && kind(row) == last.substr(0, hash);
        if ((by_name || by_kind) && has_path(row, path_or_name)) found.push_back(row);
    }
    const auto living = [&](Row row) { return !gone(row); };
    if (std::any_of(found.begin(), found.end(), living))
        std::erase_if(found, [&](Row row) { return gone(row); });
    return found;
}

std::optional<Row> World::find(std::string_view path_or_name) const {
    const auto found = find_all(path_or_name);
    if (found.size() == 1) return found.front();
    // A root's path is its name: it comes before namesakes deeper in the tree.
    for (const Row row : found)
        if (path(row) == path_or_name) return row;
    return std::nullopt;
}

const std::vector<float>& World::rate_history(Row row) {
    return watched_.of(id(row)).rate.values();
}

const std::vector<float>& World::mailbox_history(Row row) {
    return watched_.of(id(row)).mailbox.values();
}

}  // namespace callboard::dashboard
