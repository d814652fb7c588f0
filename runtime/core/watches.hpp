#pragma once

#include <unordered_set>

#include "probe/record/ids.hpp"
#include "runtime/core/actor.hpp"

namespace callboard::runtime {

// Whom an actor watches, and who watches it. Owner only.
class Watches {
public:
    // The other one is told, and answers at once if it is not there. Once is enough.
    void begin(probe::ActorId self, probe::ActorId other);
    void give_up(probe::ActorId self, probe::ActorId other);
    bool forget(probe::ActorId other) { return watched_.erase(other) != 0; }  // Was it watched?

    void add_watcher(probe::ActorId watcher) { watchers_.insert(watcher); }
    void remove_watcher(probe::ActorId watcher) { watchers_.erase(watcher); }

    // `gone` is no more: tells its watchers, but for its parent, who is told as a parent.
    void tell_of_end(probe::ActorId gone, probe::ActorId parent, Ending ending) const;

private:
    std::unordered_set<probe::ActorId> watched_;
    std::unordered_set<probe::ActorId> watchers_;
};

}  // namespace callboard::runtime
