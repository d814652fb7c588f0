// The code of docs/guide.md, piece by piece, and a main() that runs all of it.
#include <callboard/callboard.hpp>

#include <cstdio>
#include <cstdlib>

using namespace callboard;
using namespace std::chrono_literals;

// ── Actors and messages ──────────────────────────────────────────────────────

struct Deposit {
    std::int64_t cents = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(cents));
    }
};
struct Balance {};

class Account : public Actor {
public:
    using Accepts = Messages<Deposit, Balance>;

    void on(const Deposit& deposit) {
        if (deposit.cents < 0) throw std::invalid_argument("nobody deposits a debt");
        cents_ += deposit.cents;
    }
    std::int64_t on(const Balance&) { return cents_; }

private:
    std::int64_t cents_ = 0;
};

// ── Children and their failures ──────────────────────────────────────────────

struct Open {
    std::string owner;
};

class Bank : public Actor {
public:
    using Accepts = Messages<Open>;

    // Restarts what fails, after 10 ms, 20 ms, 40 ms …, and never gives up.
    Supervision supervision() const { return Supervision::backing_off({.initial = 10ms}); }

    Ref<Account> on(const Open& open, Context& context) {
        return context.spawn<Account>(open.owner);
    }
    void on(const Terminated& ended, Context&) { closed_.push_back(ended.who); }

private:
    std::vector<Ref<>> closed_;
};

// ── Asking ───────────────────────────────────────────────────────────────────

class Auditor : public Actor {
public:
    using Accepts = Messages<Balance>;
    Auditor(Ref<Account> first, Ref<Account> second) : first_(first), second_(second) {}

    // A coroutine: no thread waits while it waits.
    Task<std::int64_t> on(const Balance&, Context& context) {
        const auto [first, second] =
            co_await all(context.ask(first_, Balance{}), context.ask(second_, Balance{}));
        co_return first + second;
    }

private:
    Ref<Account> first_;
    Ref<Account> second_;
};

// ── Behaviours, stash, timers ────────────────────────────────────────────────

struct Knock {};
struct Unlock {};
struct CloseAgain {};

class Door : public Actor {
public:
    using Accepts = Messages<Knock, Unlock, CloseAgain>;

    void on(const Knock&, Context& context) { context.stash(); }  // Later, when it is open.
    void on(const CloseAgain&) {}
    void on(const Unlock&, Context& context) {
        context.become(Behaviour("open")
                           .on<Knock>([this](const Knock&, Context&) { ++visitors_; })
                           .on<CloseAgain>([](const CloseAgain&, Context& its) { its.pop(); }));
        context.unstash_all();
        context.after(1min, CloseAgain{});
    }

private:
    int visitors_ = 0;
};

// ── Streams ──────────────────────────────────────────────────────────────────

struct Celsius {
    double degrees = 0;
};

// Reads numbers, tells their average to whoever reads it, and ends with its source.
class Averager : public Joint<double> {
public:
    using Accepts = Messages<Celsius>;
    explicit Averager(Place place) : Joint(std::move(place)) {}

    void on(const Celsius& celsius, Context&) {
        sum_ += celsius.degrees;
        broadcast(sum_ / ++count_);
    }

private:
    double sum_ = 0;
    int count_ = 0;
};

namespace {

void expect(bool what, const char* sentence) {
    if (what) return;
    std::fprintf(stderr, "not so: %s\n", sentence);
    std::exit(1);
}

void first_steps(System& system) {
    Ref<Account> alice = system.spawn<Account>("alice");
    alice.send(Deposit{500});
    std::int64_t cents = system.ask(alice, Balance{}).get();

    expect(cents == 500, "alice has what was deposited");
    expect(system.path_of(alice) == "bank street/alice", "an actor has a path");
    expect(system.list("*/ali*").size() == 1, "actors are found by a pattern");
}

void failures(System& system) {
    system.events().subscribe<SupervisorEvent>([](const SupervisorEvent& event) {
        std::printf("%s: %s\n", event.message.c_str(), event.text.c_str());
    });
    Ref<Bank> bank = system.spawn<Bank>("bank");
    Ref<Account> bob = system.ask(bank, Open{"bob"}).get();
    bob.send(Deposit{-1});  // It fails; its parent restarts it, with the mail that waits.
    bob.send(Deposit{7});
    expect(system.ask(bob, Balance{}).get() == 7, "a restarted account begins at nothing");

    try {
        system.stop(bob).get();
        system.ask(bob, Balance{}).get();
    } catch (const NoSuchActor& error) {  // At once, not after a time-out.
        std::printf("%s\n", error.what());
    }
}

void asking(System& system) {
    Ref<Account> first = system.spawn<Account>(), second = system.spawn<Account>();
    Ref<Auditor> auditor = system.spawn<Auditor>("auditor", first, second);
    first.send(Deposit{1});
    second.send(Deposit{2});
    auto in_words = system.ask(auditor, Balance{}).then([](std::int64_t cents) {
        return std::to_string(cents) + " cents";
    });
    expect(in_words.get(1s) == "3 cents", "two balances are added");
}

void how_it_is_run(System& system) {
    // At most 100 messages wait; one more pushes the oldest out, and that is a dead letter.
    Ref<Door> door = system.spawn<Door>(Props("door").bounded(100, Overflow::DropOldest));
    door.send(Knock{});
    door.send(Unlock{});

    // Eight accounts behind one address, on a thread of their own, each with a log around it.
    auto log = [](Receiving& message, const std::function<void()>& next) {
        std::printf("%s %s\n", message.type().c_str(), message.json().c_str());
        next();
    };
    Props routees = Props::prefix("account-").on(own_thread()).on_receive(log);
    auto pool = spawn_pool<Account>(system, "pool", {Routing::RoundRobin, 8, routees});
    pool.send(Deposit{1});
    expect(system.ask(pool, ListRoutees{}).get().routees.size() == 8, "a pool is listed");
}

void streams(System& system) {
    Draft<Averager> averager(system);
    averager.attach(std::vector<double>{18, 20, 22}, [](double d) { return Celsius{d}; });
    StreamClient<double> averages = averager.client().stream();
    averager.launch("averager");
    while (auto average = averages.next())
        if (const double* degrees = std::get_if<double>(&*average))
            std::printf("average %.0f\n", *degrees);
}

}  // namespace

int main() {
    System system{{.name = "bank street"}};
    Probe probe{system};  // Now a dashboard can look, and touch.
    first_steps(system);
    failures(system);
    asking(system);
    how_it_is_run(system);
    streams(system);
}
