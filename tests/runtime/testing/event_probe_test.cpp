#include "runtime/testing/event_probe.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/testing/bank.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {
struct Opened {
    int number = 0;
};
struct Closed {};
SystemOptions quietly() { return {.name = "test", .dead_letter_lines_per_second = 0}; }
}  // namespace

TEST_CASE("an event probe hears events of its types, in order, and no others") {
    TestStage stage;
    EventProbe<Opened, Closed> probe(stage.system());
    stage.system().events().publish(Opened{1});
    stage.system().events().publish(Interest{});
    stage.system().events().publish(Closed{});
    CHECK(probe.expect<Opened>().number == 1);
    probe.expect<Closed>();
    probe.expect_none();
}

TEST_CASE("an event probe hears of dead letters and of what supervisors decide") {
    TestStage stage(1, quietly());
    EventProbe<DeadLetter, SupervisorEvent> probe(stage.system());
    const auto account = stage.system().spawn<Account>("alice");
    account.send(Deposit{-1});
    CHECK(probe.expect<SupervisorEvent>().text == "a deposit is no withdrawal");
    Ref<>(account).send(Receipt{1});
    const auto fits = [](const DeadLetter& letter) { return letter.json == "{\"total\":1}"; };
    CHECK(probe.fish_for<DeadLetter>(fits).why == AskError::Why::NotAccepted);
}

TEST_CASE("an event that does not come, or should not, is a failure in a sentence") {
    TestStage stage;
    EventProbe<Opened, Closed> probe(stage.system());
    const std::string opened = runtime::type_name<Opened>();
    const std::string closed = runtime::type_name<Closed>();
    CHECK(failure_of([&] { probe.expect<Opened>(2s); }) ==
          "expected " + opened + ", but nothing came within 2000 ms.");
    stage.system().events().publish(Closed{});
    CHECK(failure_of([&] { probe.expect<Opened>(); }) ==
          "expected " + opened + ", but " + closed + " came.");
}

TEST_CASE("an event probe that has ended hears no more") {
    TestStage stage;
    {
        EventProbe<Opened> probe(stage.system());
        CHECK(stage.system().events().wanted<Opened>());
    }
    CHECK_FALSE(stage.system().events().wanted<Opened>());
}

TEST_CASE("with real workers an event probe waits for what a worker publishes") {
    System system({.workers = 2, .dead_letter_lines_per_second = 0});
    EventProbe<SupervisorEvent> probe(system);
    system.spawn<Account>("alice").send(Deposit{-1});
    CHECK(probe.expect<SupervisorEvent>().directive == Directive::Restart);
}
