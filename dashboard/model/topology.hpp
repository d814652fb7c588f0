#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "dashboard/model/row.hpp"

namespace callboard::dashboard {

// Who is whose child, for all rows at once: one array of rows grouped by parent
// and one of where each group begins. Built in two passes; never edited.
class Topology {
public:
    // `parent_of[row]` is no_row for a root and the row itself for a vacant row.
    // `born[row]` orders siblings.
    void build(std::span<const Row> parent_of, std::span<const std::uint64_t> born);

    std::span<const Row> children(Row row) const;
    std::span<const Row> roots() const { return roots_; }

private:
    std::vector<std::uint32_t> begin_ = {};  // One longer than there are rows.
    std::vector<Row> rows_ = {};
    std::vector<Row> roots_ = {};
};

}  // namespace callboard::dashboard
