#include "runtime/core/supervision.hpp"

#include <doctest/doctest.h>

using namespace callboard::runtime;
using namespace std::chrono_literals;

TEST_CASE("failures within the budget restart, one more stops") {
    const RestartBudget budget{.restarts_max = 2, .window = 5s};
    std::vector<Instant> failures;
    CHECK(decide(budget, failures, Instant{} + 1s) == Directive::Restart);
    CHECK(decide(budget, failures, Instant{} + 2s) == Directive::Restart);
    CHECK(decide(budget, failures, Instant{} + 3s) == Directive::Stop);
}

TEST_CASE("failures older than the window are forgiven") {
    const RestartBudget budget{.restarts_max = 1, .window = 5s};
    std::vector<Instant> failures;
    CHECK(decide(budget, failures, Instant{} + 1s) == Directive::Restart);
    CHECK(decide(budget, failures, Instant{} + 6s) == Directive::Restart);
    CHECK(failures.size() == 1);
}

TEST_CASE("a budget of none stops at the first failure") {
    std::vector<Instant> failures;
    CHECK(decide({.restarts_max = 0, .window = 5s}, failures, Instant{}) == Directive::Stop);
}
