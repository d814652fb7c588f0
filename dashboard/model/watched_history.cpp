#include "dashboard/model/watched_history.hpp"

namespace callboard::dashboard {

void RecentValues::push(float value) {
    if (values_.size() == length_) values_.erase(values_.begin());
    values_.push_back(value);
}

WatchedHistory::Actor& WatchedHistory::of(probe::ActorId id) {
    const auto found =
        actors_.try_emplace(id, Actor{RecentValues(length_), RecentValues(length_)}).first;
    found->second.asked_at = tick_;
    return found->second;
}

}  // namespace callboard::dashboard
