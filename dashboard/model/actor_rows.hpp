#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dashboard/model/actor_filter.hpp"
#include "dashboard/model/row_order.hpp"
#include "dashboard/model/world.hpp"

namespace callboard::dashboard {

// The table of actors without its pixels: which rows, in which order. Worked out
// anew only when the world, the filter or the order changed. UI thread only.
class ActorRows {
public:
    void set_filter(const std::string& text);
    void sort_by(ActorColumn column, bool descending);

    const std::vector<Row>& rows(const World& world);

    const ActorFilter& filter() const { return filter_; }
    ActorColumn sorted_by() const { return column_; }
    bool descending() const { return descending_; }
    std::size_t total() const { return total_; }  // Rows there would be without the filter.
    std::string summary() const;                  // "23 of 1,204 · ranked by mailbox"

private:
    void choose_candidates(const World& world);

    ActorFilter filter_ = {};
    ActorColumn column_ = ActorColumn::Mailbox;
    bool descending_ = true;

    RowOrder order_ = {};
    std::vector<Row> candidates_ = {};  // Rows whose name and kind pass: these seldom change.
    std::vector<Row> rows_ = {};
    std::size_t total_ = 0;
    bool filter_changed_ = true;
    bool order_changed_ = true;
    std::uint64_t version_ = 0;
    std::uint64_t topology_version_ = 0;
    std::uint64_t texts_version_ = 0;
};

}  // namespace callboard::dashboard
