#include "runtime/stream/backstage.hpp"

#include <mutex>
#include <unordered_map>

#include "runtime/stream/source/poller.hpp"

namespace callboard::runtime::stream {

std::shared_ptr<Poller> Backstage::make_poller() { return std::make_shared<Poller>(); }

Ref<Backstage> Backstage::of(System& system) {
    static std::mutex mutex;
    static std::unordered_map<const System*, Ref<Backstage>> of_systems;
    const std::lock_guard lock(mutex);
    // Where one system was another may be; then the backstage that we know is gone.
    Ref<Backstage>& backstage = of_systems[&system];
    if (!backstage.alive()) backstage = system.spawn<Backstage>();
    return backstage;
}

}  // namespace callboard::runtime::stream
