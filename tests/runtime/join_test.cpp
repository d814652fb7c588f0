// Futures that are chained, piped on, and waited for together.

#include "runtime/core/join.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "tests/runtime/cast.hpp"
#include "tests/support/eventually.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;
using Entries = std::vector<std::string>;
using runtime::make_reply_slot;
using runtime::ReplySlot;

namespace {

// A future and the hand that answers it.
template <class R>
struct Promise {
    Future<R> future() { return Future<R>(slot); }
    void keep(R value) { runtime::fill(*slot, runtime::make_envelope(std::move(value))); }
    void breaks(const char* text) {
        runtime::fill_error(*slot, AskError::Why::HandlerFailed, text);
    }
    ReplySlot* slot = make_reply_slot();
};

class Inbox : public Actor {
public:
    using Accepts = Messages<std::string, AskError>;
    explicit Inbox(std::shared_ptr<Log> log) : log_(std::move(log)) {}
    void on(const std::string& text) { log_->note(text); }
    void on(const AskError& error) { log_->note("error: " + error.text); }

private:
    std::shared_ptr<Log> log_;
};

class TextInbox : public Actor {
public:
    using Accepts = Messages<std::string>;
    void on(const std::string&) {}
};

template <class R>
std::vector<Future<R>> futures_of(std::vector<Promise<R>>& promises) {
    std::vector<Future<R>> futures;
    for (auto& promise : promises) futures.push_back(promise.future());
    return futures;
}

}  // namespace

TEST_CASE("then goes on with the value, and a failure passes it by") {
    Promise<int> kept, broken;
    auto text = kept.future().then([](int n) { return std::to_string(n + 1); });
    CHECK_FALSE(text.ready());
    kept.keep(41);
    CHECK(text.get() == "42");
    bool called = false;
    auto nothing = broken.future().then([&](int) { called = true; });
    broken.breaks("no luck");
    CHECK_THROWS_WITH_AS(nothing.get(), "no luck", AskFailed);
    CHECK_FALSE(called);
}

TEST_CASE("what the next step throws is the failure of what it promised") {
    Promise<int> kept;
    auto result = kept.future().then([](int) -> int { throw std::runtime_error("slipped"); });
    kept.keep(1);
    CHECK_THROWS_WITH_AS(result.get(), "slipped", AskFailed);
}

TEST_CASE("then on an answer that is there already goes on at once") {
    Promise<int> kept;
    auto future = kept.future();
    kept.keep(1);
    CHECK(future.then([](int n) { return n * 2; }).get() == 2);
}

TEST_CASE("a value is piped to an actor as a message, and a failure as its error") {
    SteppedSystem stepped;
    const auto log = std::make_shared<Log>();
    const auto inbox = stepped.system.spawn<Inbox>("inbox", log);
    Promise<std::string> kept, broken, unheard;
    kept.future().pipe_to(inbox);
    broken.future().pipe_to(inbox);
    kept.keep("hello");
    broken.breaks("no luck");
    stepped.run();
    CHECK(log->entries() == Entries{"hello", "error: no luck"});
    unheard.future().pipe_to(stepped.system.spawn<TextInbox>("text only"));
    const auto before = stepped.system.dead_letters();
    unheard.breaks("nobody hears");
    CHECK(stepped.system.dead_letters() == before + 1);
}

TEST_CASE("all is every value in the order of the futures, whatever order they came in") {
    std::vector<Promise<int>> promises(3);
    auto together = all(futures_of(promises));
    promises[2].keep(3);
    promises[0].keep(1);
    CHECK_FALSE(together.ready());
    promises[1].keep(2);
    CHECK(together.get() == std::vector{1, 2, 3});
    CHECK(all(std::vector<Future<int>>{}).get().empty());
    CHECK_NOTHROW(all(std::vector<Future<void>>{}).get());
}

TEST_CASE("all fails with the first failure, at once, and the rest is dropped") {
    std::vector<Promise<int>> promises(3);
    auto together = all(futures_of(promises));
    promises[1].breaks("first");
    CHECK(together.ready());
    promises[0].breaks("second");
    promises[2].keep(1);
    CHECK_THROWS_WITH_AS(together.get(), "first", AskFailed);
}

TEST_CASE("all takes futures of different types, too") {
    Promise<int> number;
    Promise<std::string> text;
    auto both = all(number.future(), text.future());
    text.keep("two");
    number.keep(1);
    CHECK(both.get() == std::tuple(1, std::string("two")));
}

TEST_CASE("any is the first value, and fails only when every future has") {
    std::vector<Promise<int>> promises(3);
    auto first = any(futures_of(promises));
    promises[0].breaks("no luck");
    CHECK_FALSE(first.ready());
    promises[2].keep(7);
    CHECK(first.get() == 7);
    promises[1].keep(8);
    std::vector<Promise<int>> hopeless(2);
    auto none = any(futures_of(hopeless));
    hopeless[1].breaks("first");
    hopeless[0].breaks("last");
    CHECK_THROWS_WITH_AS(none.get(), "last", AskFailed);
    CHECK_THROWS_AS(any(std::vector<Future<int>>{}), std::invalid_argument);
}

TEST_CASE("a future that was let go, in a chain or in a group, harms nobody") {
    Promise<int> one, two;
    {
        const auto dropped = one.future().then([](int n) { return n; });
        std::vector<Promise<int>> pair{two, Promise<int>{}};
        const auto together = all(futures_of(pair));
        pair[1].keep(2);
    }
    one.keep(1);
    two.keep(1);
}

TEST_CASE("a future of any origin is gone on with in the actor's own turn") {
    SteppedSystem stepped;
    const auto log = std::make_shared<Log>();
    const auto hand = stepped.system.spawn<Stagehand>("hand", log);
    Promise<std::string> kept, broken;
    stepped.have(hand, [&](Context& context) {
        const auto self = context.self();
        context.when(kept.future(), [&, self](const std::string& text, Context& turn) {
            CHECK(turn.self() == self);
            log->note(text);
        });
        context.when(
            broken.future(), [](const std::string&, Context&) { FAIL("it was broken"); },
            [&](const AskError& error, Context&) { log->note("error: " + error.text); });
    });
    kept.keep("hello");
    broken.breaks("no luck");
    CHECK(log->entries().empty());
    stepped.run();
    CHECK(log->entries() == Entries{"hello", "error: no luck"});
}

TEST_CASE("answers that come from several threads at once are gathered, each once") {
    for (int round = 0; round < 200; ++round) {
        std::vector<Promise<int>> promises(4);
        std::vector<Promise<int>> racers(4);
        auto together = all(futures_of(promises));
        auto first = any(futures_of(racers));
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&, i] {
                promises[static_cast<std::size_t>(i)].keep(i);
                racers[static_cast<std::size_t>(i)].keep(i);
            });
        CHECK(together.get(20s) == std::vector{0, 1, 2, 3});
        CHECK(first.get(20s) < 4);
        for (auto& thread : threads) thread.join();
    }
}
