// "FIFO inside a source, none promised between sources, fairness between ready sources."

#include <doctest/doctest.h>

#include <algorithm>
#include <ranges>

#include "tests/runtime/stream/stream_cast.hpp"

using namespace callboard;
using namespace callboard::tests;

namespace {

constexpr auto window = static_cast<std::size_t>(runtime::stream::Inlet::window);

// An endless source that counts what was drawn from it.
struct Tap {
    std::shared_ptr<std::atomic<std::int64_t>> drawn =
        std::make_shared<std::atomic<std::int64_t>>(0);
    std::optional<std::int64_t> operator()() const { return (*drawn)++; }
};

}  // namespace

TEST_CASE("the items of a source arrive in order, whatever the seed") {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        Studio studio(seed);
        studio.listener()
            .attach(std::views::iota(std::int64_t{0}, std::int64_t{100}), numbers_from("a"))
            .attach(std::views::iota(std::int64_t{0}, std::int64_t{100}), numbers_from("b"))
            .launch();
        const Entries entries = studio.run();
        Entries expected;
        for (int i = 0; i < 100; ++i) expected.push_back("a" + std::to_string(i));
        CHECK(from(entries, "a") == expected);
        CHECK(from(entries, "b").size() == 100);
        CHECK(entries.back() == "stopped");
    }
}

TEST_CASE("between sources no order is promised, and more than one is seen") {
    bool a_first = false;
    bool b_first = false;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        Studio studio(seed);
        studio.listener()
            .attach(std::vector<std::int64_t>{1}, numbers_from("a"))
            .attach(std::vector<std::int64_t>{1}, numbers_from("b"))
            .launch();
        const Entries entries = studio.run();
        (entries.at(1) == "a1" ? a_first : b_first) = true;
    }
    CHECK(a_first);
    CHECK(b_first);
}

TEST_CASE("a source that is always ready starves no other, whatever the seed") {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        Studio studio(seed);
        auto [feed, rare] = channel<std::string>();
        const auto client = studio.listener()
                                .attach(Tap{}, numbers_from("hot"))
                                .attach(std::move(rare), to_word)
                                .launch();
        for (int i = 0; i < 2000; ++i) studio.stepped.steps.step();
        feed.push("rare");
        const auto before = from(studio.log->entries(), "hot").size();
        while (!contains(studio.log->entries(), "rare")) REQUIRE(studio.stepped.steps.step());
        // What was in the mailbox, and what came while its own inlet waited for a turn.
        CHECK(from(studio.log->entries(), "hot").size() - before <= 4 * window);
        client.send(Quit{});
        studio.run();
    }
}

TEST_CASE("sources that are always ready share the actor evenly") {
    Studio studio(7);
    const auto client = studio.listener()
                            .attach(Tap{}, numbers_from("a"))
                            .attach(Tap{}, numbers_from("b"))
                            .attach(Tap{}, numbers_from("c"))
                            .launch();
    for (int i = 0; i < 20'000; ++i) studio.stepped.steps.step();
    const Entries entries = studio.log->entries();
    const std::size_t fair = entries.size() / 3;
    for (const char* source : {"a", "b", "c"}) {
        CAPTURE(source);
        CHECK(from(entries, source).size() > fair * 8 / 10);
        CHECK(from(entries, source).size() < fair * 12 / 10);
    }
    client.send(Quit{});
    studio.run();
}

TEST_CASE("a fast source does not fill the mailbox") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        Studio studio(seed);
        const Tap tap;
        const auto client = studio.listener().attach(tap, numbers_from("n")).launch();
        for (int i = 0; i < 3000; ++i) {
            studio.stepped.steps.step();
            const auto handled = from(studio.log->entries(), "n").size();
            REQUIRE(static_cast<std::size_t>(*tap.drawn) - handled <= window);
            i += 50;
        }
        client.send(Quit{});
        studio.run();
    }
}

TEST_CASE("an actor that stashes what a source brings gets more of it all the same") {
    struct Open {};
    class Stasher : public Sink {
    public:
        using Accepts = Messages<Number, Open>;
        Stasher(Place place, std::shared_ptr<Log> log) : Sink(place), log_(std::move(log)) {}
        void on(const Started&, Context& context) {
            context.become(
                Behaviour("closed").on<Number>([this](const Number& number, Context& turn) {
                    if (number.value < 99) return turn.stash();
                    log_->note("the last has come");
                    turn.pop();
                    turn.unstash_all();
                }));
        }
        void on(const Number& number) { log_->note(std::to_string(number.value)); }
        void on(const Open&) {}

    private:
        std::shared_ptr<Log> log_;
    };
    Studio studio;
    Draft<Stasher>(studio.stepped.system, studio.log)
        .attach(std::views::iota(std::int64_t{0}, std::int64_t{100}), numbers_from(""))
        .launch();
    const Entries entries = studio.run();
    REQUIRE(entries.size() == 100);
    CHECK(entries.front() == "the last has come");
    CHECK(entries.back() == "98");
}

TEST_CASE("an endless source and a real pool leave room for a rare one") {
    const auto log = std::make_shared<Log>();
    System system{{.name = "pool", .workers = 2}};
    auto [feed, rare] = channel<std::string>();
    std::atomic<std::int64_t> sum{0};
    class Eater : public Sink {
    public:
        using Accepts = Messages<Number, Word>;
        Eater(Place place, std::shared_ptr<Log> log, std::atomic<std::int64_t>* count)
            : Sink(place), log_(std::move(log)), count_(count) {}
        void on(const Number&) { ++*count_; }
        void on(const Word& word) { log_->note(word.text); }

    private:
        std::shared_ptr<Log> log_;
        std::atomic<std::int64_t>* count_;
    };
    const auto client = Draft<Eater>(system, log, &sum)
                            .attach(Tap{}, numbers_from("hot"))
                            .attach(std::move(rare), to_word)
                            .launch();
    for (int i = 0; i < 20; ++i) {
        feed.push(std::to_string(i));
        CHECK(eventually([&] { return log->entries().size() == static_cast<std::size_t>(i) + 1; }));
    }
    CHECK(sum > 0);
}
