#include "probe/link/guest_list.hpp"

namespace callboard::probe {

std::optional<std::uint64_t> GuestList::welcome(Clock::time_point now) {
    if (guests_.size() >= guests_max) return std::nullopt;
    guests_.emplace(++last_number_, Guest{.heard_at = now});
    return last_number_;
}

GuestList::Guest* GuestList::find(std::uint64_t viewer) {
    const auto found = guests_.find(viewer);
    return found == guests_.end() ? nullptr : &found->second;
}

std::vector<std::uint64_t> GuestList::strike_silent(Clock::time_point now) {
    std::vector<std::uint64_t> struck;
    for (auto guest = guests_.begin(); guest != guests_.end();) {
        const auto& [number, state] = *guest;
        if (state.pulls_held > 0 || now - state.heard_at < silence_max) {
            ++guest;
            continue;
        }
        struck.push_back(number);
        guest = guests_.erase(guest);
    }
    return struck;
}

}  // namespace callboard::probe
