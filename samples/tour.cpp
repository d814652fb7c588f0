// What an actor can do, one thing after the other: a kettle, its cook and a guest.
// It runs through and ends; each line that it prints is explained by the code above.

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <chrono>
#include <future>
#include <iostream>
#include <stdexcept>
#include <string>

using namespace callboard;
using namespace std::chrono_literals;

// ── Messages: plain structs ──────────────────────────────────────────────────

struct Fill {
    int cups = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(cups));
    }
};
struct Heat {};
struct Boiling {};  // The kettle's own, by a timer.
struct Pour {};
struct Tea {
    int cups = 0;
};

// ── A kettle: behaviours, a timer, a stash ───────────────────────────────────

class Kettle : public Actor {
public:
    using Accepts = Messages<Fill, Heat, Boiling, Pour>;

    void on(const Fill& fill) {
        if (fill.cups > 4) throw std::overflow_error("the kettle runs over");  // Its cook decides.
        cups_ = fill.cups;
    }
    void on(const Heat&, Context& context) {
        context.after(20ms, Boiling{});
        context.become(Behaviour("heating")
                           .on<Boiling>([](const Boiling&, Context& it) {
                               it.pop();          // Back to the handlers of the class,
                               it.unstash_all();  // and to those who had to wait.
                           })
                           .on<Pour>([](const Pour&, Context& it) {
                               it.stash();
                               return Tea{};  // Nobody gets this: the question is in the stash.
                           }));
    }
    void on(const Boiling&) {}
    Tea on(const Pour&) { return {cups_}; }

private:
    int cups_ = 0;
};

// ── A cook: a child, its supervision, a watch, an ask ────────────────────────

struct Serve {
    int cups = 0;
};
struct Spill {};
struct CloseKitchen {};

class Cook : public Actor {
public:
    using Accepts = Messages<Serve, Spill, CloseKitchen>;

    // A kettle that runs over is emptied and used again, three times a minute at most.
    Supervision supervision() const {
        return {.strategy = Strategy::OneForOne,
                .budget = {.restarts_max = 3, .window = 1min},
                .decider = [](const Failure& failure) {
                    std::cout << "cook: " << failure.text << ", start again\n";
                    return Directive::Restart;
                }};
    }
    void on(const Started&, Context& context) { kettle_ = context.spawn<Kettle>("kettle"); }

    // The kettle answers later, and so do we; others are served meanwhile.
    Deferred<std::string> on(const Serve& serve, Context& context) {
        auto answer = context.defer<std::string>();
        kettle_.send(Fill{serve.cups});
        kettle_.send(Heat{});
        context.ask(kettle_, Pour{}, [answer](const Tea& tea, Context&) {
            answer.reply("tea for " + std::to_string(tea.cups));
        });
        return answer;
    }
    void on(const Spill&) { kettle_.send(Fill{5}); }
    void on(const CloseKitchen&, Context& context) { context.stop(kettle_); }
    void on(const Terminated& end, Context&) {  // A parent hears of its children.
        std::cout << (end.who == kettle_ ? "cook: the kettle is put away\n"
                                         : "cook: who was that?\n");
    }

private:
    Ref<Kettle> kettle_;
};

// ── A guest: watches an actor that is not its child ──────────────────────────

class Guest : public Actor {
public:
    using Accepts = Messages<>;
    Guest(Ref<> cook, std::promise<void>* gone) : cook_(cook), gone_(gone) {}
    void on(const Started&, Context& context) { context.watch(cook_); }
    void on(const Terminated&, Context&) {
        std::cout << "guest: the cook has left, so shall I\n";
        gone_->set_value();
    }

private:
    Ref<> cook_;
    std::promise<void>* gone_;
};

int main() {
    std::promise<void> gone;
    System system{{.name = "kitchen", .workers = 1, .log = nullptr}};  // No line for a dead letter.
    const Ref<Cook> cook = system.spawn<Cook>("cook");
    system.spawn<Guest>("guest", cook, &gone);

    const std::string first = system.ask(cook, Serve{2}).get();
    std::cout << "main: " + first + "\n";
    system.ask(cook, Spill{}).get();
    const std::string second =
        system.ask(cook, Serve{3}).get();  // The kettle was emptied meanwhile.
    std::cout << "main: " + second + "\n";
    std::cout << "main: the kettle is found by its path: " << std::boolalpha
              << system.find("cook/kettle").has_value() << '\n';

    system.ask(cook, CloseKitchen{}).get();
    system.stop(cook).get();
    gone.get_future().wait();
    try {
        system.ask(cook, Serve{1}).get();
    } catch (const NoSuchActor& error) {
        std::cout << "main: " << error.what() << '\n';
    }
}
