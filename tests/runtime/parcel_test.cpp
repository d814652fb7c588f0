#include "runtime/core/parcel.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;

namespace {

// A counter behind this middleware.
struct Desk {
    explicit Desk(runtime::ReceiveMiddleware middleware)
        : counter(stepped.system.spawn<Counter>(Props("c").on_receive(std::move(middleware)))) {}

    std::int64_t total() {
        auto answer = stepped.system.ask(counter, Total{});
        stepped.run();
        return answer.get();
    }
    SteppedSystem stepped;
    Ref<Counter> counter;
};

}  // namespace

TEST_CASE("a message that middleware takes goes on when its parcel is delivered") {
    std::vector<Parcel> held;
    Desk desk([&](Receiving& receiving, const std::function<void()>& next) {
        if (receiving.as<Add>() == nullptr || receiving.came_back()) return next();
        held.push_back(receiving.take());
        CHECK(receiving.as<Add>() == nullptr);
        next();  // It is not here any more.
    });
    desk.counter.send(Add{5});
    CHECK(desk.total() == 0);
    CHECK(held.at(0).to() == desk.counter.id);
    CHECK(std::move(held.at(0)).deliver() == Sent::Delivered);
    CHECK(desk.total() == 5);
    CHECK(desk.stepped.steps.dead_letters() == 0);
}

TEST_CASE("a question in a parcel that is let go is refused at once") {
    Desk desk([](Receiving& receiving, const std::function<void()>&) { receiving.take(); });
    try {
        desk.total();
        FAIL("it was answered");
    } catch (const AskFailed& error) {
        CHECK(error.why() == AskError::Why::Withheld);
    }
    CHECK(desk.stepped.steps.dead_letters() == 1);
}

TEST_CASE("a parcel for an actor that is gone is a dead letter") {
    std::vector<Parcel> held;
    Desk desk([&](Receiving& receiving, const std::function<void()>&) {
        held.push_back(receiving.take());
    });
    auto answer = desk.stepped.system.ask(desk.counter, Total{});
    desk.stepped.run();
    desk.stepped.system.stop(desk.counter);
    desk.stepped.run();
    CHECK(std::move(held.at(0)).deliver() == Sent::NoSuchActor);
    CHECK_THROWS_AS(answer.get(), NoSuchActor);
}

TEST_CASE("a copy has the headers and the sender, but not the question") {
    std::vector<std::string> headers;
    Desk desk([&](Receiving& receiving, const std::function<void()>& next) {
        if (!receiving.came_back()) {
            receiving.set_header("colour", "green");
            std::move(*receiving.copy()).deliver();
        }
        headers.emplace_back(receiving.header("colour"));
        CHECK(receiving.asks() != receiving.came_back());
        next();
    });
    CHECK(desk.total() == 0);
    CHECK(headers == std::vector<std::string>{"green", "green"});
}
