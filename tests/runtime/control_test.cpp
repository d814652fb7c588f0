#include "runtime/control/control.hpp"

#include <doctest/doctest.h>

#include "runtime/control/roster.hpp"
#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using probe::Outcome;

namespace {

struct Desk {
    probe::Reply ask(probe::Command command) {
        std::optional<probe::Reply> reply;
        control.obey(command, [&](probe::Reply answer) {
            CHECK_FALSE(reply);
            reply = std::move(answer);
        });
        stepped.run();
        REQUIRE(reply);
        return *reply;
    }

    SteppedSystem stepped;
    runtime::Control control{stepped.system};
    Ref<Counter> counter = stepped.system.spawn<Counter>("till");
};

}  // namespace

TEST_CASE("an operator's stop is obeyed, waited for, and told in a sentence") {
    Desk desk;
    desk.stepped.run();
    const auto reply = desk.ask(probe::StopActor{desk.counter.id});
    CHECK(reply.outcome == Outcome::Done);
    CHECK(reply.text == "till has stopped; 0 waiting messages became dead letters");
    CHECK_FALSE(desk.counter.alive());
}

TEST_CASE("who watches an actor that an operator stops is told whose stop it was") {
    class Watcher : public Actor {
    public:
        using Accepts = Messages<Do>;
        explicit Watcher(std::shared_ptr<Log> log) : log_(std::move(log)) {}
        void on(const Do& it, Context& context) { it.what(context); }
        void on(const Terminated& end, Context&) {
            log_->note(end.ending == Ending::StoppedByOperator ? "by an operator" : "by itself");
        }

    private:
        std::shared_ptr<Log> log_;
    };
    Desk desk;
    const auto log = std::make_shared<Log>();
    desk.stepped.system.spawn<Watcher>("watcher", log).send(Do{[&](Context& context) {
        context.watch(desk.counter);
    }});
    desk.stepped.run();
    desk.ask(probe::StopActor{desk.counter.id});
    CHECK(log->entries() == std::vector<std::string>{"by an operator"});
}

TEST_CASE("a message to a full mailbox is refused with that reason, and the link never waits") {
    Desk desk;
    for (const auto overflow : {Overflow::Block, Overflow::Reject, Overflow::DropNewest}) {
        const auto full = desk.stepped.system.spawn<Counter>(Props().bounded(1, overflow));
        full.send(Add{1});
        const auto reply =
            desk.ask(probe::SendMessage{full.id, "callboard::tests::Add", R"({"amount": 1})"});
        CHECK(reply.outcome == Outcome::Refused);
        CHECK(reply.text.starts_with("its mailbox is full"));
    }
}

TEST_CASE("an operator's restart gives fresh state and counts as one restart") {
    Desk desk;
    desk.counter.send(Add{5});
    desk.stepped.run();
    CHECK(desk.ask(probe::RestartActor{desk.counter.id}).outcome == Outcome::Done);
    const auto reply = desk.ask(probe::InspectActor{desk.counter.id});
    REQUIRE(reply.details.size() == 1);
    CHECK(reply.details[0].state_json == R"({"total":0})");
    CHECK(reply.details[0].sample.restarts == 1);
}

TEST_CASE("a command for an actor that is gone is refused with the reason") {
    Desk desk;
    desk.ask(probe::StopActor{desk.counter.id});
    for (const probe::Command& command :
         {probe::Command{probe::StopActor{desk.counter.id}},
          probe::Command{probe::RestartActor{desk.counter.id}},
          probe::Command{probe::InspectActor{desk.counter.id}},
          probe::Command{probe::SendMessage{desk.counter.id, "x", "{}"}}}) {
        const auto reply = desk.ask(command);
        CHECK(reply.outcome == Outcome::Refused);
        CHECK(reply.text.find("gone") != std::string::npos);
    }
    CHECK(desk.ask(probe::StopActor{probe::ActorId{0xdeadbeefdeadbeef}}).outcome ==
          Outcome::Refused);
}

TEST_CASE("the root stops with the program only") {
    Desk desk;
    const auto reply = desk.ask(probe::StopActor{desk.stepped.system.root().id});
    CHECK(reply.outcome == Outcome::Refused);
    CHECK(desk.counter.alive());
}

TEST_CASE("a message written as JSON is handled like any other") {
    Desk desk;
    const auto sent =
        desk.ask(probe::SendMessage{desk.counter.id, "callboard::tests::Add", R"({"amount": 42})"});
    CHECK(sent.outcome == Outcome::Done);
    const auto reply = desk.ask(probe::AskActor{desk.counter.id, "callboard::tests::Total", "{}"});
    CHECK(reply.outcome == Outcome::Done);
    CHECK(reply.json == "42");
}

TEST_CASE("a message that the actor does not accept is refused, and what it accepts is named") {
    Desk desk;
    const auto reply = desk.ask(probe::SendMessage{desk.counter.id, "Nonsense", "{}"});
    CHECK(reply.outcome == Outcome::Refused);
    CHECK(reply.text.find("does not accept Nonsense") != std::string::npos);
    CHECK(reply.text.find("callboard::tests::Add") != std::string::npos);
}

TEST_CASE("a message with a wrong field is refused by the field's name, and nothing is sent") {
    Desk desk;
    const auto reply = desk.ask(
        probe::SendMessage{desk.counter.id, "callboard::tests::Add", R"({"amount": "much"})"});
    CHECK(reply.outcome == Outcome::Refused);
    CHECK(reply.text == "callboard::tests::Add: amount: \"much\" is not a whole number");
    CHECK(desk.stepped.steps.handled() == 0);
}

TEST_CASE("an ask whose handler fails brings back the exception's text") {
    Desk desk;
    const auto reply = desk.ask(
        probe::AskActor{desk.counter.id, "callboard::tests::Fail", R"({"text": "no ink"})"});
    CHECK(reply.outcome == Outcome::Refused);
    CHECK(reply.text == "no ink");
    const auto details = desk.ask(probe::InspectActor{desk.counter.id}).details.at(0);
    CHECK(details.last_failure == "no ink");
    CHECK(details.last_failure_message == "callboard::tests::Fail");
}

TEST_CASE("a look inside shows state, what is accepted with its fields, and the totals") {
    Desk desk;
    desk.counter.send(Add{7});
    desk.stepped.run();
    const auto details = desk.ask(probe::InspectActor{desk.counter.id}).details.at(0);
    CHECK(details.kind == "callboard::tests::Counter");
    CHECK(details.state_json == R"({"total":7})");
    REQUIRE(details.accepts.size() == 3);
    CHECK(details.accepts[0].type == "callboard::tests::Add");
    CHECK(details.accepts[0].fields.at(0).name == "amount");
    CHECK(details.sample.received == 1);
}

TEST_CASE("a look inside shows the behaviour in force, and what it takes") {
    struct Moody : Actor {
        using Accepts = Messages<Add, Total>;
        void on(const Add&, Context& context) {
            context.become(
                Behaviour("sulking").on<Total>([](const Total&, Context&) { return 0; }));
        }
        int on(const Total&) { return 1; }
    };
    Desk desk;
    const auto moody = desk.stepped.system.spawn<Moody>();
    CHECK(desk.ask(probe::InspectActor{moody.id}).details.at(0).behaviour == "");
    moody.send(Add{1});
    desk.stepped.run();  // Else the look would overtake it.
    const auto details = desk.ask(probe::InspectActor{moody.id}).details.at(0);
    CHECK(details.behaviour == "sulking");
    REQUIRE(details.accepts.size() == 1);
    CHECK(details.accepts[0].type == "callboard::tests::Total");
}

TEST_CASE("the roster lists the living of its own system only, with what waits for them") {
    Desk desk;
    SteppedSystem other;
    other.system.spawn<Counter>("elsewhere");
    desk.stepped.run();
    for (int i = 0; i < 5; ++i) desk.counter.send(Add{1});

    runtime::Roster roster(desk.stepped.system);
    probe::ActorColumns columns;
    roster.sample_actors(columns);
    REQUIRE(columns.size() == 2);  // The root and the till.
    const auto till = columns.id[0] == desk.counter.id ? columns.row(0) : columns.row(1);
    CHECK(till.id == desk.counter.id);
    CHECK(till.parent == desk.stepped.system.root().id);
    CHECK(runtime::names().text_of(till.name) == "till");
    CHECK(till.mailbox == 5);
    CHECK(till.state == probe::ActorState::Busy);
    CHECK(roster.sample_system().live == 2);

    desk.stepped.run();
    columns.clear();
    roster.sample_actors(columns);
    const auto later = columns.id[0] == desk.counter.id ? columns.row(0) : columns.row(1);
    CHECK(later.mailbox == 0);
    CHECK(later.received == 5);
    CHECK(later.state == probe::ActorState::Idle);
}
