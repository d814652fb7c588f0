// How rows come, go and come back.
#include "dashboard/model/world.hpp"

namespace callboard::dashboard {

// The row for a newcomer. Whoever held its slot before is gone, told or not.
Row World::settle(probe::ActorId id) {
    const Row before = index_.youngest_in(probe::slot_of(id));
    if (before != no_row && !gone(before)) bury(before);

    Row row = 0;
    if (vacant_.empty()) {
        row = static_cast<Row>(row_count());
        columns_.push_back({});
        rate_.push_back(0);
        born_.push_back(0);
        gone_at_ns_.push_back(still_here);
        named_by_key_.push_back(0);
    } else {
        row = vacant_.back();
        vacant_.pop_back();
    }
    columns_.id[row] = id;
    born_[row] = ++births_;
    index_.insert(id, row);
    topology_changed();
    return row;
}

void World::enter_tallies(Row row) {
    ++live_;
    ++live_by_state_[index_of(columns_.state[row])];
    queued_ += columns_.mailbox[row];
}

void World::leave_tallies(Row row) {
    --live_;
    --live_by_state_[index_of(columns_.state[row])];
    queued_ -= columns_.mailbox[row];
}

void World::bury(Row row) {
    if (gone(row)) return;
    leave_tallies(row);
    columns_.state[row] = probe::ActorState::Stopped;
    gone_at_ns_[row] = at_ns_;
    graves_.push_back({columns_.id[row], at_ns_});
}

// A total that arrives heals what was lost before it: the actor lives after all.
void World::revive(Row row) { gone_at_ns_[row] = still_here; }

void World::release_graves() {
    while (!graves_.empty() &&
           (graves_.size() > gone_max || at_ns_ - graves_.front().since_ns > grace_ns)) {
        const Grave grave = graves_.front();
        graves_.pop_front();
        const Row row = row_of(grave.id);
        if (row != no_row && gone_at_ns_[row] == grave.since_ns) vacate(row);
    }
}

void World::vacate(Row row) {
    index_.erase(columns_.id[row]);
    columns_.id[row] = {};
    columns_.parent[row] = {};
    columns_.name[row] = {};
    columns_.kind[row] = {};
    columns_.mailbox[row] = 0;
    columns_.received[row] = 0;
    columns_.sent[row] = 0;
    columns_.failed[row] = 0;
    columns_.restarts[row] = 0;
    rate_[row] = 0;
    gone_at_ns_[row] = still_here;
    vacant_.push_back(row);
    topology_changed();
}

}  // namespace callboard::dashboard
