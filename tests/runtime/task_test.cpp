// Handlers that wait without blocking anyone.

#include "runtime/core/task.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "tests/runtime/cast.hpp"
#include "tests/support/eventually.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;
using Entries = std::vector<std::string>;

namespace {

struct Question {
    int number = 0;
};
struct Visit {
    std::string text;
};
struct Nap {};

// Answers when the test says so.
class Oracle : public Actor {
public:
    using Accepts = Messages<Question, Do>;
    Deferred<int> on(const Question& question, Context& context) {
        numbers_.push_back(question.number);
        waiting_.push_back(context.defer<int>());
        return waiting_.back();
    }
    void on(const Do&) {  // Answers all.
        for (std::size_t i = 0; i < waiting_.size(); ++i) waiting_[i].reply(numbers_[i] * 2);
        waiting_.clear();
        numbers_.clear();
    }

private:
    std::vector<int> numbers_;
    std::vector<Deferred<int>> waiting_;
};

template <bool is_reentrant>
class Pilgrim : public Actor {
public:
    static constexpr bool reentrant = is_reentrant;
    using Accepts = Messages<Question, Visit, Word, Nap, Fail>;
    Pilgrim(std::shared_ptr<Log> log, Ref<Oracle> oracle) : log_(std::move(log)), oracle_(oracle) {}
    ~Pilgrim() { log_->note("gone"); }
    Pilgrim(const Pilgrim&) = delete;

    Task<int> on(const Question& question, Context& context) {
        const int hint = co_await context.ask(oracle_, Question{question.number});
        co_return hint + 1;
    }
    Task<> on(const Visit& visit, Context& context) {
        log_->note(visit.text + " began");
        const int hint = co_await helped(context);
        log_->note(visit.text + " heard " + std::to_string(hint) +
                   (context.sender() ? " for someone" : ""));
    }
    void on(const Word& word) { log_->note(word.text); }
    Task<> on(const Nap&, Context& context) {
        co_await context.sleep(10ms);
        log_->note("awake");
    }
    Task<> on(const Fail& fail, Context& context) {
        if (fail.text == "at once") throw std::runtime_error(fail.text);
        co_await context.ask(oracle_, Question{0});
        throw std::runtime_error(fail.text);
    }

private:
    Task<int> helped(Context& context) { co_return co_await context.ask(oracle_, Question{5}); }

    std::shared_ptr<Log> log_;
    Ref<Oracle> oracle_;
};

struct Sum {
    int of = 0;
};
// Asks again and again, and sees whether it is ever run twice at once.
class Adder : public Actor {
public:
    static constexpr bool reentrant = true;
    using Accepts = Messages<Sum, Total>;
    explicit Adder(Ref<Counter> counter) : counter_(counter) {}
    Task<std::int64_t> on(const Sum& sum, Context& context) {
        std::int64_t total = 0;
        for (int i = 0; i < sum.of; ++i) {
            total += co_await context.ask(counter_, Total{});
            if (running_.exchange(true)) ++overlaps_;
            running_ = false;
        }
        co_return total;
    }
    std::int64_t on(const Total&) { return overlaps_; }

private:
    Ref<Counter> counter_;
    std::atomic<bool> running_{false};
    std::int64_t overlaps_ = 0;
};

template <bool reentrant = false>
struct Shrine {
    explicit Shrine(std::uint64_t seed = 1, SystemOptions options = {})
        : stepped(seed, std::move(options)) {
        oracle = stepped.system.template spawn<Oracle>("oracle");
        pilgrim = stepped.system.template spawn<Pilgrim<reentrant>>("pilgrim", log, oracle);
        stepped.run();
    }
    template <class M>
    void tell(M message) {
        pilgrim.send(std::move(message));
        stepped.run();
    }
    void answer() {
        oracle.send(Do{});
        stepped.run();
    }
    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    Ref<Oracle> oracle;
    Ref<Pilgrim<reentrant>> pilgrim;
};

}  // namespace

TEST_CASE("a coroutine answers who asked, when what it waited for has come") {
    under_seeds([](std::uint64_t seed) {
        Shrine<> shrine(seed);
        auto answer = shrine.stepped.system.ask(shrine.pilgrim, Question{20});
        shrine.stepped.run();
        CHECK_FALSE(answer.ready());
        shrine.answer();
        CHECK(answer.get() == 41);
    });
}

TEST_CASE("until a coroutine has returned its actor handles no other message") {
    under_seeds([](std::uint64_t seed) {
        Shrine<> shrine(seed);
        shrine.pilgrim.send(Visit{"first"});
        shrine.pilgrim.send(Visit{"second"});
        shrine.pilgrim.send(Word{"third"});
        shrine.stepped.run();
        CHECK(shrine.log->entries() == Entries{"first began"});
        shrine.answer();
        CHECK(shrine.log->entries() == Entries{"first began", "first heard 10", "second began"});
        shrine.answer();
        CHECK(shrine.log->entries().back() == "third");
    });
}

TEST_CASE("a reentrant actor handles other messages while a coroutine waits, one at a time") {
    under_seeds([](std::uint64_t seed) {
        Shrine<true> shrine(seed);
        shrine.pilgrim.send(Visit{"first"});
        shrine.pilgrim.send(Visit{"second"});
        shrine.pilgrim.send(Word{"third"});
        shrine.stepped.run();
        CHECK(shrine.log->entries() == Entries{"first began", "second began", "third"});
        shrine.answer();
        CHECK(shrine.log->entries().size() == 5);
    });
}

TEST_CASE("a coroutine keeps its message, its sender and its headers over every wait") {
    Shrine<> shrine;
    const auto sender = shrine.stepped.system.spawn<Stagehand>(
        Props("sender").on_send([](Sending& sending, const std::function<Sent()>& next) {
            sending.set_header("trace", "7");
            return next();
        }),
        shrine.log);
    shrine.stepped.have(sender, [&](Context&) {
        shrine.pilgrim.send(Visit{"a text that is long enough to lie on the heap"});
    });
    shrine.answer();
    CHECK(shrine.log->entries().back() ==
          "a text that is long enough to lie on the heap heard 10 for someone");
}

TEST_CASE("signals reach an actor while its coroutine waits") {
    Shrine<> shrine;
    shrine.tell(Visit{"visit"});
    auto touched = shrine.stepped.system.touch(shrine.pilgrim);
    shrine.stepped.run();
    CHECK_NOTHROW(touched.get());
}

TEST_CASE("what a coroutine throws, before or after it waited, is its actor's failure") {
    for (const char* text : {"at once", "later"}) {
        CAPTURE(text);
        Shrine<> shrine;
        auto answer = shrine.stepped.system.ask(shrine.pilgrim, Fail{text});
        shrine.stepped.run();
        shrine.answer();
        CHECK_THROWS_WITH_AS(answer.get(), doctest::Contains(text), AskFailed);
        const auto sample = look_at(shrine.stepped.system, shrine.pilgrim);
        CHECK(sample.failed == 1);
        CHECK(sample.restarts == 1);
        shrine.tell(Word{"goes on"});
        CHECK(shrine.log->entries() == Entries{"gone", "goes on"});
    }
}

TEST_CASE("an ask that fails is thrown where it is awaited") {
    Shrine<> shrine;
    shrine.stepped.stop(shrine.oracle);
    auto answer = shrine.stepped.system.ask(shrine.pilgrim, Question{1});
    shrine.stepped.run();
    CHECK_THROWS_AS(answer.get(), AskFailed);
    CHECK(look_at(shrine.stepped.system, shrine.pilgrim).failed == 1);
}

TEST_CASE("a coroutine whose actor stops meanwhile is dropped, counted, and who asked is told") {
    under_seeds([](std::uint64_t seed) {
        Shrine<> shrine(seed);
        auto answer = shrine.stepped.system.ask(shrine.pilgrim, Question{1});
        shrine.stepped.run();
        shrine.stepped.stop(shrine.pilgrim);
        CHECK_THROWS_AS(answer.get(), AskFailed);
        const auto before = shrine.stepped.system.dead_letters();
        shrine.answer();
        CHECK(shrine.stepped.system.dead_letters() == before + 1);
        CHECK(shrine.log->entries() == Entries{"gone"});
    });
}

TEST_CASE("a coroutine of an earlier life does not go on in the next one") {
    under_seeds([](std::uint64_t seed) {
        Shrine<> shrine(seed);
        shrine.tell(Visit{"first life"});
        System::signal(shrine.pilgrim, runtime::Signal::Restart, {});
        shrine.stepped.run();
        const auto before = shrine.stepped.system.dead_letters();
        shrine.answer();
        CHECK(shrine.log->entries() == Entries{"first life began", "gone"});
        CHECK(shrine.stepped.system.dead_letters() == before + 1);
        shrine.tell(Word{"second life"});
        CHECK(shrine.log->entries().back() == "second life");
    });
}

TEST_CASE("an answer that comes while its actor waits for its supervisor is not lost") {
    for (const auto directive : {Directive::Resume, Directive::Restart, Directive::Stop}) {
        static Directive decision;
        decision = directive;
        under_seeds([&](std::uint64_t seed) {
            Shrine<true> shrine(
                seed,
                {.root = Props().supervise({.decider = [](const Failure&) { return decision; }})});
            shrine.tell(Visit{"visit"});
            const auto before = shrine.stepped.system.dead_letters();
            shrine.oracle.send(Do{});
            shrine.pilgrim.send(Fail{"at once"});
            shrine.stepped.run();
            const auto entries = shrine.log->entries();
            const bool heard =
                std::find(entries.begin(), entries.end(), "visit heard 10") != entries.end();
            if (directive == Directive::Resume)
                CHECK(heard);
            else  // It was heard before the failure, or dropped and counted.
                CHECK(heard != (shrine.stepped.system.dead_letters() == before + 1));
        });
    }
}

TEST_CASE("a coroutine sleeps by the system's clock, and not when it is dropped before") {
    Shrine<> shrine;
    shrine.tell(Nap{});
    shrine.stepped.advance(9ms);
    CHECK(shrine.log->entries().empty());
    shrine.stepped.advance(1ms);
    CHECK(shrine.log->entries() == Entries{"awake"});
    shrine.tell(Nap{});
    shrine.stepped.stop(shrine.pilgrim);
    shrine.stepped.advance(100ms);
    CHECK(shrine.log->entries() == Entries{"awake", "gone"});
}

TEST_CASE("a system may end while coroutines wait and sleep") {
    Shrine<> shrine;
    shrine.tell(Nap{});
    const auto other =
        shrine.stepped.system.spawn<Pilgrim<true>>("other", shrine.log, shrine.oracle);
    other.send(Visit{"visit"});
    shrine.stepped.run();
    auto answer = shrine.stepped.system.ask(other, Question{1});
    shrine.stepped.run();
    CHECK_FALSE(answer.ready());
}

TEST_CASE("a behaviour's handler may be a coroutine, and be popped while it waits") {
    struct Begin {};
    class Changing : public Actor {
    public:
        using Accepts = Messages<Begin, Question>;
        Changing(std::shared_ptr<Log> log, Ref<Oracle> oracle)
            : log_(std::move(log)), oracle_(oracle) {}
        void on(const Begin&, Context& context) {
            const std::string words = "captured, and long enough to lie on the heap";
            context.become(Behaviour("asking").on<Question>(
                [this, words](const Question& question, Context& turn) -> Task<int> {
                    turn.pop();
                    const int first = co_await turn.ask(oracle_, question);
                    log_->note(words);
                    const int second = co_await turn.ask(oracle_, question);
                    log_->note(words);
                    co_return first + second;
                }));
        }
        int on(const Question&) { return -1; }

    private:
        std::shared_ptr<Log> log_;
        Ref<Oracle> oracle_;
    };
    Shrine<> shrine;
    const auto changing =
        shrine.stepped.system.spawn<Changing>("changing", shrine.log, shrine.oracle);
    changing.send(Begin{});
    auto answer = shrine.stepped.system.ask(changing, Question{3});
    shrine.stepped.run();
    shrine.answer();
    shrine.answer();
    CHECK(answer.get() == 12);
    CHECK(shrine.log->entries() == Entries(2, "captured, and long enough to lie on the heap"));
    auto own = shrine.stepped.system.ask(changing, Question{3});
    shrine.stepped.run();
    CHECK(own.get() == -1);
}

TEST_CASE("answers from other threads bring coroutines on in their actors' turns") {
    System system({.workers = 4});
    const auto counter = system.spawn<Counter>("counter");
    counter.send(Add{1});
    std::vector<Future<std::int64_t>> sums;
    std::vector<Ref<Adder>> adders;
    for (int i = 0; i < 4; ++i)
        adders.push_back(
            Ref<Adder>(system.spawn_made<Adder>(unnamed, [counter] { return Adder(counter); }).id));
    for (int n = 0; n < 100; ++n)
        for (const auto& adder : adders) sums.push_back(system.ask(adder, Sum{20}));
    bool right = true;
    for (auto& sum : sums) right = right && sum.get(30s) == 20;
    CHECK(right);
    for (const auto& adder : adders) CHECK(system.ask(adder, Total{}).get(20s) == 0);
}

TEST_CASE("actors with waiting coroutines that are stopped under fire answer all who asked") {
    for (int round = 0; round < 20; ++round) {
        System system({.workers = 3, .dead_letter_lines_per_second = 0});
        const auto log = std::make_shared<Log>();
        const auto oracle = system.spawn<Oracle>("oracle");
        std::vector<Future<int>> answers;
        for (int i = 0; i < 10; ++i) {
            const auto pilgrim = system.spawn<Pilgrim<true>>(unnamed, log, oracle);
            for (int n = 0; n < 5; ++n) answers.push_back(system.ask(pilgrim, Question{n}));
            oracle.send(Do{});
            auto stopped = system.stop(pilgrim);
        }
        oracle.send(Do{});
        for (auto& answer : answers) {
            CHECK(eventually([&] {
                oracle.send(Do{});
                return answer.ready();
            }));
        }
    }
}
