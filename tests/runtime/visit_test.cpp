#include "runtime/core/visit.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using runtime::visit;

namespace {

std::int64_t total(SteppedSystem& stepped, Ref<Counter> counter) {
    auto answer = stepped.system.ask(counter, Total{});
    stepped.run();
    return answer.get();
}

}  // namespace

TEST_CASE("a visit comes behind the mail that is there") {
    SteppedSystem stepped;
    const auto counter = stepped.system.spawn<Counter>("counter");
    std::uint64_t handled = 0;
    for (int i = 0; i < 5; ++i) counter.send(Add{1});
    visit(counter, [&](Context&) { handled = stepped.steps.handled(); });
    stepped.run();
    CHECK(handled == 5);
    CHECK(total(stepped, counter) == 5);
}

TEST_CASE("a visit finds its actor in whatever behaviour") {
    SteppedSystem stepped;
    const auto counter = stepped.system.spawn<Counter>("counter");
    visit(counter, [](Context& context) {
        context.become(Behaviour("deaf").on<Total>([](const Total&, Context&) { return 0; }));
    });
    bool came = false;
    visit(counter, [&](Context& context) { came = context.self() != Ref<>(); });
    stepped.run();
    CHECK(came);
}

TEST_CASE("a visit survives the restart of its actor") {
    SteppedSystem stepped;
    const auto counter = stepped.system.spawn<Counter>("counter");
    bool came = false;
    counter.send(Fail{});
    visit(counter, [&](Context&) { came = true; });
    stepped.run();
    CHECK(came);
}

TEST_CASE("a visit to an actor that is gone does not take place") {
    SteppedSystem stepped;
    const auto counter = stepped.system.spawn<Counter>("counter");
    auto stopped = stepped.system.stop(counter);
    stepped.run();
    CHECK(visit(counter, [](Context&) { FAIL("nobody is there"); }) == Sent::NoSuchActor);
    CHECK(visit(Ref<>(), [](Context&) { FAIL("nobody is there"); }) == Sent::NoSuchActor);
    stepped.run();
}

TEST_CASE("what a visit throws is a failure of the actor") {
    SteppedSystem stepped;
    const auto counter = stepped.system.spawn<Counter>("counter");
    counter.send(Add{3});
    visit(counter, [](Context&) { throw std::runtime_error("broken"); });
    stepped.run();
    CHECK(total(stepped, counter) == 0);  // Its parent restarted it.
}
