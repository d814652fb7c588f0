#include "runtime/core/supervision.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace callboard::runtime;
using namespace std::chrono_literals;

namespace {
Directive restart_at(Instant at, const Supervision& supervision, std::vector<Instant>& restarts) {
    return decide(supervision, {}, restarts, at).directive;
}
}  // namespace

TEST_CASE("failures within the budget restart, one more stops") {
    const Supervision supervision{.budget = {.restarts_max = 2, .window = 5s}};
    std::vector<Instant> restarts;
    CHECK(restart_at(Instant{} + 1s, supervision, restarts) == Directive::Restart);
    CHECK(restart_at(Instant{} + 2s, supervision, restarts) == Directive::Restart);
    CHECK(restart_at(Instant{} + 3s, supervision, restarts) == Directive::Stop);
}

TEST_CASE("restarts older than the window are forgiven") {
    const Supervision supervision{.budget = {.restarts_max = 1, .window = 5s}};
    std::vector<Instant> restarts;
    CHECK(restart_at(Instant{} + 1s, supervision, restarts) == Directive::Restart);
    CHECK(restart_at(Instant{} + 6s, supervision, restarts) == Directive::Restart);
    CHECK(restarts.size() == 1);
}

TEST_CASE("a budget of none stops at the first failure") {
    std::vector<Instant> restarts;
    const Supervision supervision{.budget = {.restarts_max = 0, .window = 5s}};
    CHECK(restart_at(Instant{}, supervision, restarts) == Directive::Stop);
}

TEST_CASE("a decider has the word, and only restarts cost budget") {
    Supervision supervision{.budget = {.restarts_max = 0, .window = 5s}};
    supervision.decider = [](const Failure& failure) {
        return failure.text == "a trifle" ? Directive::Resume : Directive::Escalate;
    };
    std::vector<Instant> restarts;
    for (int i = 0; i < 20; ++i)
        CHECK(decide(supervision, {"a trifle", ""}, restarts, Instant{}).directive ==
              Directive::Resume);
    CHECK(decide(supervision, {"a fire", ""}, restarts, Instant{}).directive ==
          Directive::Escalate);
    CHECK(restarts.empty());
}

TEST_CASE("a decider that throws leaves the decision to who is above") {
    Supervision supervision;
    supervision.decider = [](const Failure&) -> Directive { throw std::runtime_error("me, too"); };
    std::vector<Instant> restarts;
    CHECK(decide(supervision, {}, restarts, Instant{}).directive == Directive::Escalate);
}
