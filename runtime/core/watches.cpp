#include "runtime/core/watches.hpp"

#include "runtime/core/system.hpp"

namespace callboard::runtime {

void Watches::begin(probe::ActorId self, probe::ActorId other) {
    if (!watched_.insert(other).second) return;
    const auto done = [self, other](Cell* cell) {
        if (cell == nullptr)
            System::signal(Ref<>(self), Signal::Terminated, {}, other, Ending::NotFound);
    };
    System::signal(Ref<>(other), Signal::Watch, done, self);
}

void Watches::give_up(probe::ActorId self, probe::ActorId other) {
    if (forget(other)) System::signal(Ref<>(other), Signal::Unwatch, {}, self);
}

void Watches::tell_of_end(probe::ActorId gone, probe::ActorId parent, Ending ending) const {
    for (const auto watcher : watchers_)
        if (watcher != parent) System::signal(Ref<>(watcher), Signal::Terminated, {}, gone, ending);
    for (const auto other : watched_) System::signal(Ref<>(other), Signal::Unwatch, {}, gone);
}

}  // namespace callboard::runtime
