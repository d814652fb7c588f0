#include "runtime/core/behaviour.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;

namespace {

struct Knock {};
struct Unlock {};
struct Lock {};
struct Strange {};

// A door: open by its own `on`s, closed by a behaviour.
class Door : public Actor {
public:
    using Accepts = Messages<Knock, Unlock, Lock, Fail>;

    std::string on(const Knock&, Context&) { return "come in"; }
    void on(const Unlock&, Context&) {}
    void on(const Lock&, Context& context) { context.push(closed("closed")); }
    void on(const Fail& fail) { throw std::runtime_error(fail.text); }

private:
    Behaviour closed(std::string answer) {
        return Behaviour(answer)
            .on<Knock>([this, answer](const Knock&, Context&) {
                ++knocks_;
                return answer + " " + std::to_string(knocks_);
            })
            .on<Lock>(
                [this](const Lock&, Context& context) { context.push(closed("double closed")); })
            .on<Unlock>([](const Unlock&, Context& context) { context.pop(); })
            .on<Fail>([](const Fail& fail, Context&) { throw std::runtime_error(fail.text); });
    }
    int knocks_ = 0;
};

struct House {
    std::string knock() {
        auto answer = stepped.system.ask(door, Knock{});
        stepped.run();
        return answer.get();
    }
    template <class M>
    void tell(M message) {
        door.send(message);
        stepped.run();
    }
    SteppedSystem stepped;
    Ref<Door> door = stepped.system.spawn<Door>("door");
};

}  // namespace

TEST_CASE("a behaviour that is pushed answers from the next message on, and its state lasts") {
    House house;
    CHECK(house.knock() == "come in");
    house.tell(Lock{});
    CHECK(house.knock() == "closed 1");
    CHECK(house.knock() == "closed 2");
}

TEST_CASE("behaviours are popped in the reverse order, down to the actor's own") {
    House house;
    house.tell(Lock{});
    house.tell(Lock{});
    CHECK(house.knock() == "double closed 1");
    house.tell(Unlock{});
    CHECK(house.knock() == "closed 2");
    house.tell(Unlock{});
    house.tell(Unlock{});
    CHECK(house.knock() == "come in");
}

TEST_CASE("a restart returns to the actor's own behaviour") {
    House house;
    house.tell(Lock{});
    house.tell(Fail{});
    CHECK(house.knock() == "come in");
}

TEST_CASE("become takes the place of all behaviours so far") {
    struct Mood : Actor {
        using Accepts = Messages<Knock, Lock, Unlock>;
        std::string on(const Knock&) { return "own"; }
        void on(const Lock&, Context& context) {
            context.push(calm("first"));
            context.become(calm("second"));
        }
        void on(const Unlock&) {}
        static Behaviour calm(std::string text) {
            return Behaviour(text)
                .on<Knock>([text](const Knock&, Context&) { return text; })
                .on<Unlock>([](const Unlock&, Context& context) { context.pop(); });
        }
    };
    SteppedSystem stepped;
    const auto mood = stepped.system.spawn<Mood>();
    const auto knock = [&] {
        auto answer = stepped.system.ask(mood, Knock{});
        stepped.run();
        return answer.get();
    };
    mood.send(Lock{});
    CHECK(knock() == "second");
    mood.send(Unlock{});
    CHECK(knock() == "own");
}

TEST_CASE("a message that the behaviour does not name is a dead letter, and an ask fails at once") {
    struct Deaf : Actor {
        using Accepts = Messages<Knock, Lock>;
        std::string on(const Knock&) { return "yes?"; }
        void on(const Lock&, Context& context) { context.become(Behaviour("deaf")); }
    };
    SteppedSystem stepped;
    const auto deaf = stepped.system.spawn<Deaf>();
    deaf.send(Lock{});
    auto answer = stepped.system.ask(deaf, Knock{});
    stepped.run();
    try {
        answer.get();
        FAIL("it heard");
    } catch (const AskFailed& error) {
        CHECK(error.why() == AskError::Why::NotAccepted);
    }
    CHECK(stepped.steps.dead_letters() == 1);
}

TEST_CASE("a behaviour for a message that the actor never accepts is refused where it is set") {
    struct Wrong : Actor {
        using Accepts = Messages<Lock>;
        void on(const Lock&, Context& context) {
            context.become(Behaviour("wrong").on<Strange>([](const Strange&, Context&) {}));
        }
    };
    SteppedSystem stepped;
    auto answer = stepped.system.ask(stepped.system.spawn<Wrong>(), Lock{});
    stepped.run();
    CHECK_THROWS_AS(answer.get(), AskFailed);
}

TEST_CASE("a behaviour may answer later, as the actor's own handlers may") {
    struct Slow : Actor {
        using Accepts = Messages<Knock, Lock, Unlock>;
        std::string on(const Knock&) { return "own"; }
        void on(const Lock&, Context& context) {
            context.become(Behaviour("slow")
                               .on<Knock>([this](const Knock&, Context& it) {
                                   return promised_.emplace_back(it.defer<std::string>());
                               })
                               .on<Unlock>([this](const Unlock&, Context&) {
                                   for (const auto& later : promised_) later.reply("at last");
                               }));
        }
        void on(const Unlock&) {}
        std::vector<Deferred<std::string>> promised_;
    };
    SteppedSystem stepped;
    const auto slow = stepped.system.spawn<Slow>();
    slow.send(Lock{});
    auto answer = stepped.system.ask(slow, Knock{});
    stepped.run();
    CHECK_FALSE(answer.ready());
    slow.send(Unlock{});
    stepped.run();
    CHECK(answer.get() == "at last");
}

TEST_CASE("there is no selective receive: what one behaviour refuses does not wait for the next") {
    struct Napper : Actor {
        using Accepts = Messages<Knock, Lock, Unlock>;
        std::string on(const Knock&) { return "yes?"; }
        void on(const Lock&, Context& context) {
            context.push(Behaviour("asleep").on<Unlock>(
                [](const Unlock&, Context& its_context) { its_context.pop(); }));
        }
        void on(const Unlock&) {}
    };
    SteppedSystem stepped;
    const auto napper = stepped.system.spawn<Napper>();
    napper.send(Lock{});
    auto refused = stepped.system.ask(napper, Knock{});
    napper.send(Unlock{});
    auto answered = stepped.system.ask(napper, Knock{});
    stepped.run();
    CHECK_THROWS_AS(refused.get(), AskFailed);
    CHECK(answered.get() == "yes?");
}
