#include "runtime/core/state_machine.hpp"

#include <doctest/doctest.h>

#include "runtime/control/control.hpp"
#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

struct Knock {};
struct Push {
    int force = 1;
};
struct Listen {};
struct Lean {};

// Closed, open for five seconds after a knock, broken by a hard push.
class Gate : public Actor {
public:
    using Accepts = Messages<Knock, Push, Listen, Lean, Fail>;
    explicit Gate(std::shared_ptr<Log> log) : log_(std::move(log)) {}

    void on(const Started&, Context& context) {
        StateMachine machine;
        machine.state("closed")
            .on_entry(noting("enter closed"))
            .on_exit(noting("leave closed"))
            .on<Knock>(goes_to("open"),
                       [](const Knock&, Context&) { return std::string("come in"); })
            .on<Push>(goes_to_one_of({"open", "broken"}),
                      [](const Push& push, Context&, Choice& choice) {
                          if (push.force > 1) choice.to(push.force > 9 ? "broken" : "open");
                          if (push.force > 99) choice.to("heaven");
                      })
            .on<Listen>(stays, [](const Listen&, Context&) { return 1; })
            .on<Fail>(goes_to("open"),
                      [](const Fail& fail, Context&) { throw std::runtime_error(fail.text); });
        machine.state("open")
            .on_entry(noting("enter open"))
            .on<Knock>(goes_to("open"),
                       [](const Knock&, Context&) { return std::string("still open"); })
            .on<Listen>(stays, [](const Listen&, Context&) { return 2; })
            .after(5s, goes_to("closed"), noting("time is up"));
        machine.state("broken").on_entry(noting("enter broken"));
        context.run(std::move(machine));
    }
    std::string on(const Knock&) { return "its own"; }
    void on(const Push&) {}
    int on(const Listen&) { return 0; }
    void on(const Lean&) {}
    void on(const Fail&) {}

private:
    MachineState::Action noting(std::string what) {
        return [this, what](Context&) { log_->note(what); };
    }
    std::shared_ptr<Log> log_;
};

struct Yard {
    Yard() { stepped.run(); }

    template <class M>
    auto ask(M message) {
        auto answer = stepped.system.ask(gate, message);
        stepped.run();
        return answer.get();
    }
    void pass(std::chrono::milliseconds time) {
        stepped.system.timers().advance(time);
        stepped.run();
    }
    probe::ActorDetails look() {
        std::optional<probe::Reply> reply;
        control.obey(probe::InspectActor{gate.id}, [&](probe::Reply answer) { reply = answer; });
        stepped.run();
        REQUIRE(reply);
        return reply->details.at(0);
    }
    std::string state() { return look().machine.current; }

    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    runtime::Control control{stepped.system};
    Ref<Gate> gate = stepped.system.spawn<Gate>("gate", log);
};

// What an actor says that starts with this machine.
std::string objection_to(std::function<StateMachine()> make) {
    struct Starter : Actor {
        using Accepts = Messages<Knock>;
        explicit Starter(std::function<StateMachine()> how) : make_machine(std::move(how)) {}
        void on(const Knock&, Context& context) { context.run(make_machine()); }
        std::function<StateMachine()> make_machine;
    };
    SteppedSystem stepped;
    auto answer = stepped.system.ask(stepped.system.spawn<Starter>(unnamed, make), Knock{});
    stepped.run();
    try {
        answer.get();
    } catch (const AskFailed& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("a machine begins in its first state, and a message leads to the next") {
    Yard yard;
    CHECK(yard.state() == "closed");
    CHECK(yard.ask(Knock{}) == "come in");
    CHECK(yard.state() == "open");
    CHECK(yard.log->entries() ==
          std::vector<std::string>{"enter closed", "leave closed", "enter open"});
}

TEST_CASE("to stay neither leaves nor enters, to go to the same state does both") {
    Yard yard;
    CHECK(yard.ask(Listen{}) == 1);
    CHECK(yard.log->entries() == std::vector<std::string>{"enter closed"});
    yard.ask(Knock{});
    CHECK(yard.ask(Knock{}) == "still open");
    CHECK(yard.log->entries().size() == 4);
    CHECK(yard.log->entries().back() == "enter open");
}

TEST_CASE("a message that the present state does not name is not accepted") {
    Yard yard;
    CHECK_THROWS_AS(yard.ask(Lean{}), AskFailed);
    yard.ask(Push{50});
    CHECK(yard.state() == "broken");
    CHECK_THROWS_AS(yard.ask(Knock{}), AskFailed);
    CHECK(yard.stepped.steps.dead_letters() == 2);
}

TEST_CASE("a handler may choose among the declared targets, or stay") {
    Yard yard;
    yard.ask(Push{1});
    CHECK(yard.state() == "closed");
    yard.ask(Push{5});
    CHECK(yard.state() == "open");
}

TEST_CASE("a target that was not declared is the handler's failure") {
    Yard yard;
    try {
        yard.ask(Push{100});
        FAIL("it went to heaven");
    } catch (const AskFailed& error) {
        CHECK(std::string(error.what()) == "this transition does not lead to \"heaven\"");
    }
}

TEST_CASE("a state ends by itself when its time is up") {
    Yard yard;
    yard.ask(Knock{});
    yard.pass(4999ms);
    CHECK(yard.state() == "open");
    yard.pass(1ms);
    CHECK(yard.state() == "closed");
    CHECK(yard.log->entries() == std::vector<std::string>{"enter closed", "leave closed",
                                                          "enter open", "time is up",
                                                          "enter closed"});
}

TEST_CASE("to enter a state anew begins its time anew, to stay does not") {
    Yard yard;
    yard.ask(Knock{});
    yard.pass(4000ms);
    yard.ask(Knock{});
    yard.pass(4000ms);
    CHECK(yard.state() == "open");
    yard.ask(Listen{});
    yard.pass(1000ms);
    CHECK(yard.state() == "closed");
    CHECK(yard.stepped.system.timers().pending() == 0);
}

TEST_CASE("a message that came before the time was up leads on, and the time then counts no more") {
    Yard yard;
    yard.ask(Knock{});
    yard.gate.send(Knock{});  // In the mailbox in front of the time.
    yard.stepped.system.timers().advance(5s);
    yard.stepped.run();
    CHECK(yard.state() == "open");
}

TEST_CASE("a handler that throws makes no transition, and a restart begins anew") {
    Yard yard;
    yard.ask(Push{5});
    yard.pass(5s);
    CHECK_THROWS_AS(yard.ask(Fail{}), AskFailed);
    CHECK(yard.state() == "closed");
    yard.ask(Knock{});
    auto stopped = yard.stepped.system.stop(yard.gate);
    yard.stepped.run();
    CHECK(yard.stepped.system.timers().pending() == 0);
}

TEST_CASE("a look inside lists states, transitions and the present state") {
    Yard yard;
    const auto details = yard.look();
    CHECK(details.behaviour == "closed");
    CHECK(details.accepts.size() == 4);
    const auto& machine = details.machine;
    CHECK(machine.states == std::vector<std::string>{"closed", "open", "broken"});
    using To = probe::StateGraph::Transition;
    REQUIRE(machine.transitions.size() == 8);
    CHECK(machine.transitions[0] == To{"closed", runtime::type_name<Knock>(), "open"});
    CHECK(machine.transitions[1] == To{"closed", runtime::type_name<Push>(), "open"});
    CHECK(machine.transitions[2] == To{"closed", runtime::type_name<Push>(), "broken"});
    CHECK(machine.transitions[3] == To{"closed", runtime::type_name<Listen>(), "closed"});
    CHECK(machine.transitions[7] == To{"open", "after 5 s", "closed"});
}

TEST_CASE("an actor without a machine shows none") {
    SteppedSystem stepped;
    runtime::Control control{stepped.system};
    const auto counter = stepped.system.spawn<Counter>();
    bool shown = true;
    control.obey(probe::InspectActor{counter.id},
                 [&](probe::Reply reply) { shown = !reply.details.at(0).machine.empty(); });
    stepped.run();
    CHECK_FALSE(shown);
}

TEST_CASE("a graph is written for Graphviz, with the present state filled") {
    StateMachine machine;
    machine.state("a \"quoted\" one").on<Knock>(goes_to("b"));
    machine.state("b").after(1500ms, goes_to("b"));
    auto graph = machine.graph();
    CHECK(graph.current == "");
    graph.current = "b";
    CHECK(probe::to_dot(graph) ==
          "digraph {\n"
          "    \"a \\\"quoted\\\" one\";\n"
          "    \"b\" [style=filled];\n"
          "    \"a \\\"quoted\\\" one\" -> \"b\" [label=\"" +
              runtime::type_name<Knock>() +
              "\"];\n"
              "    \"b\" -> \"b\" [label=\"after 1.5 s\"];\n"
              "}\n");
}

TEST_CASE("a machine that is written wrong is refused in one sentence where it is run") {
    CHECK(objection_to([] { return StateMachine(); }) == "a state machine has a state to begin in");
    CHECK(objection_to([] {
              StateMachine machine;
              machine.state("a").on<Knock>(goes_to("b"));
              return machine;
          }) == "the state \"a\" goes to \"b\", which is no state of this machine");
    CHECK(objection_to([] {
              StateMachine machine;
              machine.state("a").on<Knock>(goes_to("a")).on<Knock>(goes_to("a"));
              return machine;
          }) == "the state \"a\" names " + runtime::type_name<Knock>() + " twice");
    CHECK(objection_to([] {
              StateMachine machine;
              machine.state("a").on<Push>(goes_to("a"));
              return machine;
          }) == "the behaviour \"a\" takes " + runtime::type_name<Push>() +
                    ", which this actor does not accept");
}

TEST_CASE("an actor runs one machine in each life") {
    struct Twice : Actor {
        using Accepts = Messages<Knock, Listen>;
        void on(const Knock&, Context& context) {
            StateMachine machine;
            machine.state("one").on<Knock>(stays, [](const Knock&, Context& its_context) {
                StateMachine second;
                second.state("two");
                its_context.run(std::move(second));
            });
            context.run(std::move(machine));
        }
        void on(const Listen&) {}
    };
    SteppedSystem stepped;
    const auto twice = stepped.system.spawn<Twice>();
    twice.send(Knock{});
    auto again = stepped.system.ask(twice, Knock{});
    stepped.run();
    CHECK_THROWS_AS(again.get(), AskFailed);
}

TEST_CASE("a coroutine handler moves on when it has returned") {
    struct Sleepy : Actor {
        using Accepts = Messages<Knock, Listen>;
        void on(const Started&, Context& context) {
            StateMachine machine;
            machine.state("asleep").on<Knock>(goes_to("awake"),
                                              [](const Knock&, Context& it) -> Task<std::string> {
                                                  co_await it.sleep(10ms);
                                                  co_return "yawn";
                                              });
            machine.state("awake").on<Listen>(stays, [](const Listen&, Context&) { return 7; });
            context.run(std::move(machine));
        }
        std::string on(const Knock&) { return ""; }
        int on(const Listen&) { return 0; }
    };
    SteppedSystem stepped;
    const auto sleepy = stepped.system.spawn<Sleepy>();
    auto yawn = stepped.system.ask(sleepy, Knock{});
    auto listen = stepped.system.ask(sleepy, Listen{});  // Waits for the state to change.
    stepped.run();
    CHECK_FALSE(yawn.ready());
    stepped.system.timers().advance(10ms);
    stepped.run();
    CHECK(yawn.get() == "yawn");
    CHECK(listen.get() == 7);
}

TEST_CASE("what is pushed on top of a state lies there until it is popped") {
    struct Covered : Actor {
        using Accepts = Messages<Knock, Listen>;
        void on(const Started&, Context& context) {
            StateMachine machine;
            machine.state("bare")
                .on<Knock>(
                    stays,
                    [](const Knock&, Context& it) {
                        it.push(Behaviour("covered").on<Listen>([](const Listen&, Context& its) {
                            its.pop();
                            return 1;
                        }));
                    })
                .on<Listen>(stays, [](const Listen&, Context&) { return 2; });
            context.run(std::move(machine));
        }
        void on(const Knock&) {}
        int on(const Listen&) { return 0; }
    };
    SteppedSystem stepped;
    const auto covered = stepped.system.spawn<Covered>();
    covered.send(Knock{});
    auto first = stepped.system.ask(covered, Listen{});
    auto second = stepped.system.ask(covered, Listen{});
    stepped.run();
    CHECK(first.get() == 1);
    CHECK(second.get() == 2);
}
