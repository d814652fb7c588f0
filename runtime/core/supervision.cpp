#include "runtime/core/supervision.hpp"

#include <algorithm>
#include <cmath>

namespace callboard::runtime {
namespace {

// -1 to 1, from any number (splitmix64).
double spread(std::uint64_t noise) {
    noise += 0x9e3779b97f4a7c15ull;
    noise = (noise ^ noise >> 30) * 0xbf58476d1ce4e5b9ull;
    noise = (noise ^ noise >> 27) * 0x94d049bb133111ebull;
    noise ^= noise >> 31;
    return static_cast<double>(noise >> 11) / static_cast<double>(1ull << 52) - 1.0;
}

// A decider that fails itself can not tell: that is for who is above.
Directive wish_of(const Supervision& supervision, const Failure& failure) {
    if (supervision.decider == nullptr) return Directive::Restart;
    try {
        return supervision.decider(failure);
    } catch (...) {
        return Directive::Escalate;
    }
}

std::chrono::nanoseconds wait_before(const BackOff& back_off, std::size_t attempt,
                                     std::uint64_t noise) {
    const auto initial = static_cast<double>(back_off.initial.count());
    const auto longest = static_cast<double>(back_off.max.count());
    const double wait = std::min(longest, initial * std::pow(back_off.factor, attempt));
    const double jittered = wait * (1.0 + back_off.jitter * spread(noise + attempt));
    return std::chrono::nanoseconds(static_cast<std::int64_t>(std::min(jittered, longest)));
}

}  // namespace

Decision decide(const Supervision& supervision, const Failure& failure,
                std::vector<Instant>& restarts, Instant now, std::uint64_t noise) {
    const auto wish = wish_of(supervision, failure);
    if (wish != Directive::Restart) return {wish};
    const RestartBudget& budget = supervision.budget;
    const BackOff& back_off = supervision.back_off;
    const bool quiet = restarts.empty() || now - restarts.back() >= budget.window;
    if (budget.window.count() > 0) {
        // What waits between two attempts is no quiet time, so those that back off are
        // forgotten together.
        if (back_off.initial.count() == 0)
            std::erase_if(restarts, [&](Instant at) { return now - at >= budget.window; });
        else if (quiet)
            restarts.clear();
    }
    if (restarts.size() >= budget.restarts_max) {
        restarts.clear();
        return {Directive::Stop};
    }
    const std::size_t attempt = restarts.size();
    const auto wait = back_off.initial.count() == 0 ? std::chrono::nanoseconds{}
                                                    : wait_before(back_off, attempt, noise);
    restarts.push_back(now + wait);
    return {Directive::Restart, wait};
}

}  // namespace callboard::runtime
