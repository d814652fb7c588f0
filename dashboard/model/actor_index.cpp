#include "dashboard/model/actor_index.hpp"

namespace callboard::dashboard {

Row ActorIndex::youngest_in(std::uint32_t slot) const {
    if (slot < dense_.size()) return dense_[slot];
    const auto found = sparse_.find(slot);
    return found == sparse_.end() ? no_row : found->second;
}

Row ActorIndex::row_of(probe::ActorId id) const {
    Row row = youngest_in(probe::slot_of(id));
    while (row != no_row && links_[row].id != id) row = links_[row].older;
    return row;
}

Row& ActorIndex::head(std::uint32_t slot) {
    if (slot >= dense_slots_max) return sparse_.try_emplace(slot, no_row).first->second;
    if (slot >= dense_.size()) dense_.resize(slot + 1, no_row);
    return dense_[slot];
}

void ActorIndex::insert(probe::ActorId id, Row row) {
    if (row >= links_.size()) links_.resize(row + 1);
    Row& youngest = head(probe::slot_of(id));
    links_[row] = {id, youngest};
    youngest = row;
}

void ActorIndex::erase(probe::ActorId id) {
    Row* link = &head(probe::slot_of(id));
    while (*link != no_row && links_[*link].id != id) link = &links_[*link].older;
    if (*link != no_row) *link = links_[*link].older;
}

void ActorIndex::clear() {
    dense_.clear();
    sparse_.clear();
    links_.clear();
}

}  // namespace callboard::dashboard
