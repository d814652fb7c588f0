#include "runtime/route/hash_ring.hpp"

#include <algorithm>

namespace callboard::runtime {

std::uint64_t routing_hash(std::uint64_t number) {  // splitmix64
    number += 0x9e3779b97f4a7c15ull;
    number = (number ^ number >> 30) * 0xbf58476d1ce4e5b9ull;
    number = (number ^ number >> 27) * 0x94d049bb133111ebull;
    return number ^ number >> 31;
}

std::uint64_t routing_hash(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ull;  // FNV-1a, mixed once more for short texts.
    for (const char letter : text)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3ull;
    return routing_hash(hash);
}

void HashRing::add(probe::ActorId actor) {
    for (std::size_t place = 0; place < places; ++place)
        ring_.emplace_back(routing_hash(routing_hash(static_cast<std::uint64_t>(actor)) + place),
                           actor);
    std::sort(ring_.begin(), ring_.end());
}

void HashRing::remove(probe::ActorId actor) {
    std::erase_if(ring_, [&](const auto& place) { return place.second == actor; });
}

probe::ActorId HashRing::owner_of(std::uint64_t key) const {
    if (ring_.empty()) return {};
    const auto next =
        std::lower_bound(ring_.begin(), ring_.end(), std::pair(key, probe::ActorId{}));
    return next == ring_.end() ? ring_.front().second : next->second;
}

}  // namespace callboard::runtime
