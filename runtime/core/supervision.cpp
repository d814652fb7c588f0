#include "runtime/core/supervision.hpp"

namespace callboard::runtime {

Directive decide(const RestartBudget& budget, std::vector<Instant>& failures, Instant now) {
    std::erase_if(failures, [&](Instant at) { return now - at >= budget.window; });
    failures.push_back(now);
    return failures.size() > budget.restarts_max ? Directive::Stop : Directive::Restart;
}

}  // namespace callboard::runtime
