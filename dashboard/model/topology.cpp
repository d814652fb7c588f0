#include "dashboard/model/topology.hpp"

#include <algorithm>

namespace callboard::dashboard {

namespace {

void sort_by_age(std::span<Row> rows, std::span<const std::uint64_t> born) {
    const auto older = [&](Row a, Row b) { return born[a] < born[b]; };
    if (!std::is_sorted(rows.begin(), rows.end(), older))
        std::sort(rows.begin(), rows.end(), older);
}

}  // namespace

void Topology::build(std::span<const Row> parent_of, std::span<const std::uint64_t> born) {
    const auto count = parent_of.size();
    begin_.assign(count + 1, 0);
    roots_.clear();
    for (Row row = 0; row < count; ++row) {
        if (parent_of[row] == no_row)
            roots_.push_back(row);
        else if (parent_of[row] != row)
            ++begin_[parent_of[row] + 1];
    }
    for (std::size_t i = 1; i <= count; ++i) begin_[i] += begin_[i - 1];

    rows_.resize(begin_[count]);
    std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
    for (Row row = 0; row < count; ++row) {
        const Row parent = parent_of[row];
        if (parent != no_row && parent != row) rows_[next[parent]++] = row;
    }

    sort_by_age(roots_, born);
    for (Row row = 0; row < count; ++row)
        sort_by_age(std::span(rows_).subspan(begin_[row], begin_[row + 1] - begin_[row]), born);
}

std::span<const Row> Topology::children(Row row) const {
    if (row + std::size_t{1} >= begin_.size()) return {};
    return std::span(rows_).subspan(begin_[row], begin_[row + 1] - begin_[row]);
}

}  // namespace callboard::dashboard
