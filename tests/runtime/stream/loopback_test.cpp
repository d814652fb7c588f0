// "Loopback: a task's result comes back as a message to the same actor and keeps it
// alive; managed tasks do not."

#include <doctest/doctest.h>

#include "tests/runtime/stream/stream_cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

struct Compute {
    std::int64_t of = 0;
};
struct ComputeBadly {};
struct AskCounter {
    Ref<Counter> counter;
};
struct Tell {
    Ref<Counter> counter;
};
struct Remind {};
struct Manage {};

// Begins tasks and notes what comes back.
class Worker : public Sink {
public:
    using Accepts =
        Messages<Compute, ComputeBadly, AskCounter, Tell, Remind, Manage, Number, Break, Quit>;
    Worker(Place place, std::shared_ptr<Log> log) : Sink(place), log_(std::move(log)) {}

    void on(const Compute& compute, Context& context) {
        loopback(context, [of = compute.of] { return Number{of * of, "square "}; });
    }
    void on(const ComputeBadly&, Context& context) {
        loopback(context, []() -> Number { throw std::runtime_error("does not compute"); });
    }
    void on(const AskCounter& ask, Context& context) {
        loopback_ask(context, ask.counter, Total{}, numbers_from("total "));
    }
    void on(const Tell& tell, Context& context) {
        loopback_ask(context, tell.counter, Add{1}, [] { return Number{1, "told "}; });
    }
    void on(const Remind&, Context& context) {
        loopback_after(context, 10ms, Number{10, "reminded "});
    }
    void on(const Manage&, Context& context) {
        manage(context, [log = log_] { log->note("managed"); });
    }
    void on(const Number& number) { log_->note(number.from + std::to_string(number.value)); }
    void on(const Break&) { throw std::runtime_error("broken"); }
    void on(const Quit& quit, Context& context) {
        if (quit.finish)
            shutdown_and_finish(context);
        else
            shutdown(context);
    }
    void on(const Restarting&) { log_->note("restarting"); }
    void on(const Stopped&) { log_->note("stopped"); }

private:
    std::shared_ptr<Log> log_;
};

// As a worker, but told of failures.
class CarefulWorker : public Sink {
public:
    using Accepts = Messages<ComputeBadly, AskCounter, Number, StreamFailure>;
    CarefulWorker(Place place, std::shared_ptr<Log> log) : Sink(place), log_(std::move(log)) {}
    void on(const ComputeBadly&, Context& context) {
        loopback(context, []() -> Number { throw std::runtime_error("does not compute"); });
    }
    void on(const AskCounter& ask, Context& context) {
        loopback_ask(context, ask.counter, Total{}, numbers_from("total "));
    }
    void on(const Number&) {}
    void on(const StreamFailure& failure) { log_->note(failure.text); }

private:
    std::shared_ptr<Log> log_;
};

struct Shop : Studio {
    using Studio::Studio;
    SinkClient<Worker> worker = Draft<Worker>(stepped.system, log).launch();
};

}  // namespace

TEST_CASE("what a task returns comes back as a message, and keeps the actor alive until then") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        CAPTURE(seed);
        Shop shop(seed);
        shop.worker.send(Compute{3});
        shop.worker.send(Compute{4});
        shop.worker = {};
        Entries entries = shop.run();
        REQUIRE(entries.size() == 3);
        CHECK(contains(entries, "square 9"));
        CHECK(contains(entries, "square 16"));
        CHECK(entries.back() == "stopped");
    }
}

TEST_CASE("a timer's message comes back, and keeps the actor alive until then") {
    Shop shop;
    shop.worker.send(Remind{});
    shop.worker = {};
    CHECK(shop.run().empty());
    shop.pass(20ms);
    CHECK(shop.run() == Entries{"reminded 10", "stopped"});
}

TEST_CASE("the answer of another actor comes back, and keeps the actor alive until then") {
    Shop shop;
    const auto counter = shop.stepped.system.spawn<Counter>("counter");
    counter.send(Add{42});
    shop.worker.send(AskCounter{counter});
    shop.worker = {};
    CHECK(shop.run() == Entries{"total 42", "stopped"});
}

TEST_CASE("that another actor is done comes back, too") {
    Shop shop;
    shop.worker.send(Tell{shop.stepped.system.spawn<Counter>("counter")});
    CHECK(shop.run() == Entries{"told 1"});
}

TEST_CASE("pending tasks are counted until their messages are there") {
    Shop shop;
    shop.worker.send(Remind{});
    shop.run();
    CHECK(shop.worker.figures().pending_tasks == 1);
    shop.pass(20ms);
    CHECK(shop.worker.figures().pending_tasks == 0);
}

TEST_CASE("a managed task runs, gives no message, and does not keep the actor alive") {
    bool outlived = false;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        CAPTURE(seed);
        Shop shop(seed);
        shop.worker.send(Manage{});
        shop.worker = {};
        const Entries entries = shop.run();
        REQUIRE(entries.size() == 2);
        CHECK(contains(entries, "stopped"));
        outlived = outlived || entries.back() == "managed";
    }
    CHECK(outlived);  // It goes on when the actor has died a natural death.
}

TEST_CASE("a task that throws is told to an actor that accepts it") {
    Studio studio;
    const auto client = Draft<CarefulWorker>(studio.stepped.system, studio.log).launch();
    client.send(ComputeBadly{});
    CHECK(studio.run() == Entries{"does not compute"});
}

TEST_CASE("a task that throws fails an actor that does not accept it") {
    Shop shop;
    shop.worker.send(ComputeBadly{});
    shop.worker.send(Compute{2});
    const Entries entries = shop.run();
    CHECK(contains(entries, "restarting"));
}

TEST_CASE("a managed task that throws fails its errand, and not the actor") {
    class Reckless : public Sink {
    public:
        using Accepts = Messages<Manage>;
        Reckless(Place place, std::shared_ptr<Log> log) : Sink(place), log_(std::move(log)) {}
        void on(const Manage&, Context& context) {
            manage(context, [log = log_] {
                log->note("throws");
                throw std::runtime_error("nobody hears");
            });
        }
        void on(const Restarting&) { log_->note("restarting"); }

    private:
        std::shared_ptr<Log> log_;
    };
    Studio studio;
    const auto client = Draft<Reckless>(studio.stepped.system, studio.log).launch();
    client.send(Manage{});
    CHECK(studio.run() == Entries{"throws"});
    CHECK(client.figures().managed_tasks == 0);
}

TEST_CASE("a question that has no answer is an error, not a message") {
    Studio studio;
    const auto counter = studio.stepped.system.spawn<Counter>("counter");
    auto stopped = studio.stepped.system.stop(counter);
    studio.run();
    const auto client = Draft<CarefulWorker>(studio.stepped.system, studio.log).launch();
    client.send(AskCounter{counter});
    CHECK(studio.run().size() == 1);
    CHECK(client.figures().pending_tasks == 0);
}

TEST_CASE("what an earlier life began does not come back to a later one") {
    Shop shop;
    shop.worker.send(Remind{});
    shop.worker.send(Break{});
    shop.run();
    shop.pass(20ms);
    CHECK(shop.run() == Entries{"restarting"});
    CHECK(shop.worker.figures().pending_tasks == 0);
}

TEST_CASE("a shutdown drops managed tasks that have not begun") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        CAPTURE(seed);
        Shop shop(seed);
        shop.worker.send(Manage{});
        shop.worker.send(Compute{2});
        shop.worker.send(Quit{});
        const Entries entries = shop.run();
        // They were begun before, or never.
        if (contains(entries, "managed")) CHECK(entries.back() == "stopped");
        CHECK(shop.worker.figures().managed_tasks == 0);
        CHECK(shop.worker.figures().pending_tasks == 0);
    }
}

TEST_CASE("a shutdown that finishes leaves managed tasks to go on, and cancels the others") {
    bool outlived = false;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        CAPTURE(seed);
        Shop shop(seed);
        shop.worker.send(Manage{});
        shop.worker.send(Quit{.finish = true});
        const Entries entries = shop.run();
        REQUIRE(entries.size() == 2);
        CHECK(contains(entries, "managed"));
        outlived = outlived || entries.back() == "managed";
    }
    CHECK(outlived);
}

TEST_CASE("a task in the midst of its work can see that nobody waits any more") {
    struct Begin {};
    class Patient : public Sink {
    public:
        using Accepts = Messages<Begin, Quit, Number>;
        Patient(Place place, std::shared_ptr<Log> log) : Sink(place), log_(std::move(log)) {}
        void on(const Begin&, Context& context) {
            loopback(context, [log = log_](const std::stop_token& token) {
                log->note("working");
                while (!token.stop_requested()) std::this_thread::yield();
                log->note("gave up");
                return Number{};
            });
        }
        void on(const Quit&, Context& context) { shutdown(context); }
        void on(const Number&) { log_->note("unwanted"); }

    private:
        std::shared_ptr<Log> log_;
    };
    const auto log = std::make_shared<Log>();
    System system{{.name = "pool", .workers = 2}};
    const auto client = Draft<Patient>(system, log).launch();
    client.send(Begin{});
    REQUIRE(eventually([&] { return log->entries().size() == 1; }));
    client.send(Quit{});
    CHECK(eventually([&] { return log->entries().size() == 2; }));
    CHECK(eventually([&] { return client.is_closed(); }));
    CHECK(Entries(log->entries()) == Entries{"working", "gave up"});
}
