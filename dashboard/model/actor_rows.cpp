#include "dashboard/model/actor_rows.hpp"

#include "dashboard/model/format.hpp"

namespace callboard::dashboard {

void ActorRows::set_filter(const std::string& text) {
    if (text == filter_.text()) return;
    filter_ = ActorFilter(text);
    filter_changed_ = true;
}

void ActorRows::sort_by(ActorColumn column, bool descending) {
    order_changed_ |= column != column_ || descending != descending_;
    column_ = column;
    descending_ = descending;
}

void ActorRows::choose_candidates(const World& world) {
    if (!filter_changed_ && topology_version_ == world.topology_version() &&
        texts_version_ == world.texts_version())
        return;
    topology_version_ = world.topology_version();
    texts_version_ = world.texts_version();
    candidates_.clear();
    total_ = 0;
    const auto lasting = filter_.lasting_test(world);
    for (Row row = 0; row < world.row_count(); ++row) {
        if (!world.exists(row)) continue;
        ++total_;
        if (lasting(row)) candidates_.push_back(row);
    }
}

const std::vector<Row>& ActorRows::rows(const World& world) {
    if (!filter_changed_ && !order_changed_ && version_ == world.version()) return rows_;
    choose_candidates(world);
    rows_.clear();
    for (const Row row : candidates_)
        if (filter_.passes_now(world, row)) rows_.push_back(row);
    order_.sort(world, column_, descending_, rows_);
    version_ = world.version();
    filter_changed_ = order_changed_ = false;
    return rows_;
}

std::string ActorRows::summary() const {
    std::string text = grouped(rows_.size());
    if (rows_.size() != total_) text += " of " + grouped(total_);
    return text + " · ranked by " + to_text(column_);
}

}  // namespace callboard::dashboard
