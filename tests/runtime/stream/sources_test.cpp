// "Any source (another actor's output, a socket, a timer, a file, a generator) can be
// attached to an actor at start or later."

#include <doctest/doctest.h>

#include <ranges>

#include "tests/runtime/stream/stream_cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

// Attaches what it is told to, later.
struct AttachRange {
    std::vector<std::int64_t> values;
};
class Grower : public Sink {
public:
    using Accepts = Messages<AttachRange, Number>;
    Grower(Place place, std::shared_ptr<Log> log) : Sink(place), log_(std::move(log)) {}
    void on(const AttachRange& range, Context& context) {
        attach(context, range.values, numbers_from("later "));
    }
    void on(const Number& number) { log_->note(number.from + std::to_string(number.value)); }
    void on(const Stopped&) { log_->note("stopped"); }

private:
    std::shared_ptr<Log> log_;
};

// Tries to attach what it does not accept.
class Picky : public Sink {
public:
    using Accepts = Messages<Sum>;
    Picky(Place place, std::shared_ptr<Log> log) : Sink(place), log_(std::move(log)) {}
    void on(const Started&, Context& context) {
        try {
            attach(context, std::vector<Word>{{"unwanted"}});
        } catch (const std::invalid_argument& error) {
            log_->note(error.what());
        }
    }
    void on(const Sum&) {}

private:
    std::shared_ptr<Log> log_;
};

// Attaches a ticker in each of its lives.
class Fickle : public Sink {
public:
    using Accepts = Messages<Word, Break>;
    Fickle(Place place, std::shared_ptr<Log> log) : Sink(place), log_(std::move(log)) {}
    void on(const Started&, Context& context) { attach(context, Ticker(10ms, Word{"tick"})); }
    void on(const Word& word) { log_->note(word.text); }
    void on(const Break&) { throw std::runtime_error("broken"); }

private:
    std::shared_ptr<Log> log_;
};

}  // namespace

TEST_CASE("a range is a source, and the actor ends with it") {
    Studio studio;
    studio.listener().attach(std::vector<std::int64_t>{1, 2, 3}, numbers_from("n")).launch();
    CHECK(studio.run() == Entries{"started", "n1", "n2", "n3", "stopped"});
}

TEST_CASE("a pair of iterators is a source") {
    Studio studio;
    const std::vector<std::int64_t> values{4, 5, 6};
    studio.listener()
        .attach(std::ranges::subrange(values.begin() + 1, values.end()), numbers_from("n"))
        .launch();
    CHECK(studio.run() == Entries{"started", "n5", "n6", "stopped"});
}

TEST_CASE("a function that returns optionals is a source") {
    Studio studio;
    std::int64_t next = 0;
    studio.listener()
        .attach([next]() mutable { return next < 2 ? std::optional(next++) : std::nullopt; },
                numbers_from("n"))
        .launch();
    CHECK(studio.run() == Entries{"started", "n0", "n1", "stopped"});
}

TEST_CASE("an item that the actor accepts needs no converting") {
    Studio studio;
    studio.listener().attach(std::vector<Word>{{"as"}, {"is"}}).launch();
    CHECK(studio.run() == Entries{"started", "as", "is", "stopped"});
}

TEST_CASE("a channel is a source that other threads push into") {
    Studio studio;
    auto [feed, words] = channel<std::string>();
    studio.listener().attach(std::move(words), to_word).launch();
    CHECK(feed.push("one") == Fed::Taken);
    CHECK(studio.run() == Entries{"started", "one"});
    CHECK(feed.push("two") == Fed::Taken);
    { const auto gone = std::move(feed); }
    CHECK(studio.run() == Entries{"started", "one", "two", "stopped"});
}

TEST_CASE("a full channel says so, with a figure, and keeps what it has") {
    Studio studio;
    auto [feed, words] = channel<std::string>(2);
    CHECK(feed.push("one") == Fed::Taken);
    CHECK(feed.push("two") == Fed::Taken);
    CHECK(feed.push("three") == Fed::Full);
    CHECK(feed.waiting() == 2);
    const auto client = studio.listener().attach(std::move(words), to_word).launch();
    CHECK(studio.run() == Entries{"started", "one", "two"});
    CHECK(feed.push("four") == Fed::Taken);
}

TEST_CASE("a channel whose actor is gone is closed") {
    Studio studio;
    auto [feed, words] = channel<std::string>();
    const auto client = studio.listener().attach(std::move(words), to_word).launch();
    studio.run();
    client.send(Quit{});
    studio.run();
    CHECK(feed.push("late") == Fed::Closed);
}

TEST_CASE("a timer is a source") {
    Studio studio;
    studio.listener().attach(Ticker(10ms, Word{"tick"}, 3)).launch();
    studio.run();
    studio.pass(25ms);
    CHECK(Entries(studio.log->entries()) == Entries{"started", "tick", "tick"});
    studio.pass(25ms);
    CHECK(Entries(studio.log->entries()) == Entries{"started", "tick", "tick", "tick", "stopped"});
}

TEST_CASE("another actor's output is a source") {
    Studio studio;
    Draft<Doubler> doubler(studio.stepped.system);
    doubler.attach(std::vector<Number>{{1}, {2}, {3}});
    studio.listener().attach(doubler.client().stream(), numbers_from("twice ")).launch();
    doubler.launch();
    CHECK(studio.run() == Entries{"started", "twice 2", "twice 4", "twice 6", "stopped"});
}

TEST_CASE("an actor attaches sources later, from inside") {
    Studio studio;
    const auto client = Draft<Grower>(studio.stepped.system, studio.log).launch();
    client.send(AttachRange{{7, 8}});
    CHECK(studio.run() == Entries{"later 7", "later 8"});
}

TEST_CASE("a client attaches sources later, from outside") {
    Studio studio;
    auto client = studio.listener().launch();
    studio.run();
    client.attach(std::vector<Word>{{"late"}});
    client = {};
    CHECK(studio.run() == Entries{"started", "late", "stopped"});
}

TEST_CASE("an actor that does not accept what a source brings is told when it attaches") {
    Studio studio;
    Draft<Picky>(studio.stepped.system, studio.log).launch();
    CHECK(studio.run() == Entries{"this actor does not accept callboard::tests::Word, so nothing "
                                  "that it is attached to can bring it"});
}

TEST_CASE("a source that has ended is never drawn from again") {
    Studio studio;
    int draws = 0;
    const auto client = studio.listener()
                            .attach([&draws]() -> std::optional<Word> {
                                ++draws;
                                return std::nullopt;
                            })
                            .launch();
    studio.run();
    client.send(Word{"more"});
    studio.run();
    CHECK(draws == 1);
}

TEST_CASE("what came before a source failed arrives, then the failure") {
    Studio studio;
    int next = 0;
    studio.listener()
        .attach([next]() mutable -> std::optional<Word> {
            if (next++ == 1) throw std::runtime_error("no more paper");
            return Word{"page"};
        })
        .launch();
    CHECK(studio.run() == Entries{"started", "page", "failure: no more paper", "stopped"});
}

TEST_CASE("what the draft attached stays through a restart") {
    Studio studio;
    auto [kept_feed, kept] = channel<std::string>();
    const auto client = studio.listener().attach(std::move(kept), to_word).launch();
    kept_feed.push("before");
    client.send(Break{});
    kept_feed.push("after");
    studio.run();
    CHECK(from(studio.log->entries(), "before").size() == 1);
    CHECK(from(studio.log->entries(), "after").size() == 1);
}

TEST_CASE("what a life attached goes with it") {
    Studio studio;
    const auto fickle = Draft<Fickle>(studio.stepped.system, studio.log).launch();
    studio.run();
    fickle.send(Break{});
    studio.run();
    studio.pass(35ms);
    CHECK(Entries(studio.log->entries()) == Entries{"tick", "tick", "tick"});  // Not two tickers.
    CHECK(fickle.figures().open_sources == 1);
}

TEST_CASE("a source that ends while its draft is still being launched ends well") {
    for (int round = 0; round < 200; ++round) {
        System system{{.name = "pool", .workers = 2}};
        const auto log = std::make_shared<Log>();
        Draft<Listener> draft(system, log);
        for (int i = 0; i < 4; ++i) draft.attach(std::vector<Word>{});
        draft.launch();
        REQUIRE(eventually([&] { return contains(log->entries(), "stopped"); }));
    }
}
