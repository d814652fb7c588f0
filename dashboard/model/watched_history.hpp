#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "probe/record/ids.hpp"

namespace callboard::dashboard {

// The last values of something, oldest first.
class RecentValues {
public:
    explicit RecentValues(std::size_t length) : length_(length) {}
    void push(float value);
    void clear() { values_.clear(); }
    const std::vector<float>& values() const { return values_; }

private:
    std::size_t length_;
    std::vector<float> values_ = {};
};

// Recent rate and mailbox of the few actors that someone looks at. An actor that
// nobody asked about for a while is forgotten, so a day of watching costs what a
// minute does. UI thread only.
class WatchedHistory {
public:
    struct Actor {
        RecentValues rate;
        RecentValues mailbox;
        std::uint64_t asked_at = 0;
    };

    explicit WatchedHistory(std::size_t length) : length_(length) {}

    // Starts watching when it was not watched; then the history is empty.
    Actor& of(probe::ActorId id);

    // Calls `add(id, actor)` for all that are watched; once a tick.
    template <class Add>
    void tick(Add add) {
        ++tick_;
        std::erase_if(actors_, [&](const auto& each) {
            return tick_ - each.second.asked_at > patience_ticks;
        });
        for (auto& [id, actor] : actors_) add(id, actor);
    }
    void clear() { actors_.clear(); }

private:
    static constexpr std::uint64_t patience_ticks = 600;

    std::size_t length_;
    std::uint64_t tick_ = 0;
    std::unordered_map<probe::ActorId, Actor> actors_ = {};
};

}  // namespace callboard::dashboard
