#pragma once

#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "probe/record/names.hpp"

namespace callboard::runtime {

// Who is called what among the children of whom. Any thread.
class Directory {
public:
    // False: a sibling has the name.
    bool enter(probe::ActorId parent, probe::NameId name, probe::ActorId actor) {
        const std::lock_guard lock(mutex_);
        return actors_.try_emplace({parent, name}, actor).second;
    }
    void leave(probe::ActorId parent, probe::NameId name) {
        const std::lock_guard lock(mutex_);
        actors_.erase({parent, name});
    }
    std::optional<probe::ActorId> find(probe::ActorId parent, probe::NameId name) const {
        const std::lock_guard lock(mutex_);
        const auto found = actors_.find({parent, name});
        return found == actors_.end() ? std::nullopt : std::optional(found->second);
    }

private:
    struct Key {
        probe::ActorId parent;
        probe::NameId name;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const {
            const auto mixed = static_cast<std::uint64_t>(key.parent) * 0x9e3779b97f4a7c15ull +
                               static_cast<std::uint64_t>(key.name);
            return static_cast<std::size_t>(mixed ^ mixed >> 29);
        }
    };

    mutable std::mutex mutex_;
    std::unordered_map<Key, probe::ActorId, Hash> actors_;
};

}  // namespace callboard::runtime
