#include "runtime/core/supervision.hpp"

namespace callboard::runtime {

Directive decide(const Supervision& supervision, const Failure& failure,
                 std::vector<Instant>& restarts, Instant now) {
    const auto wish = supervision.decider ? supervision.decider(failure) : Directive::Restart;
    if (wish != Directive::Restart) return wish;
    const RestartBudget& budget = supervision.budget;
    std::erase_if(restarts, [&](Instant at) { return now - at >= budget.window; });
    if (restarts.size() >= budget.restarts_max) return Directive::Stop;
    restarts.push_back(now);
    return Directive::Restart;
}

}  // namespace callboard::runtime
