// Streams on the real pool, with many threads at once.

#include <doctest/doctest.h>

#include <numeric>
#include <ranges>

#include "tests/runtime/stream/stream_cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t items = 20'000;

}  // namespace

TEST_CASE("every item of a generator goes through a pipeline of two on the pool, in order") {
    System system{{.name = "pool", .workers = 2}};
    Draft<Doubler> first(system);
    Draft<Doubler> second(system);
    const StreamClient<std::int64_t> out(second.client().stream().stage(), items);
    const StreamClient<std::int64_t> between(first.client().stream().stage(), items);
    first.attach(std::views::iota(std::int64_t{0}, items), numbers_from(""));
    second.attach(between, numbers_from(""));
    second.launch();
    first.launch();
    for (std::int64_t i = 0; i < items; ++i) {
        const auto heard = out.next(20s);
        REQUIRE(heard);
        REQUIRE(std::get<0>(*heard) == i * 4);
    }
    CHECK_FALSE(out.next(20s));
    CHECK(out.cause() == Cause::NothingCanCome);
}

TEST_CASE("many threads push into one channel, and every item arrives or was refused") {
    System system{{.name = "pool", .workers = 2}};
    auto [feed, numbers] = channel<Number>(64);
    const auto client = Draft<Doubler>(system).attach(std::move(numbers)).launch();
    std::atomic<std::int64_t> taken{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&taken, feed] {
            for (int i = 0; i < 2000; ++i)
                if (feed.push({1}) == Fed::Taken) ++taken;
        });
    for (auto& thread : threads) thread.join();
    { const auto gone = std::move(feed); }
    REQUIRE(eventually([&] { return client.figures().open_sources == 0; }));
    CHECK(client.track(Sum{}).get(20s) == taken);
}

TEST_CASE("clients and readers come and go on many threads while an actor works") {
    System system{{.name = "pool", .workers = 2}};
    auto joint = Draft<Doubler>(system).launch();
    std::atomic<std::int64_t> sent{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&sent, joint] {
            for (int i = 0; i < 500; ++i) {
                const auto copy = joint;
                copy.send(Number{1});
                ++sent;
                static_cast<void>(copy.try_next());
            }
        });
    for (int i = 0; i < 200; ++i) {
        static_cast<void>(edges_of(system));
        CHECK(figures_of(system).size() == 1);
    }
    for (auto& thread : threads) thread.join();
    CHECK(joint.track(Sum{}).get(20s) == sent);
    auto [sink, stream] = std::move(joint).split();
    sink = {};
    CHECK(eventually([&stream = stream] { return stream.cause() == Cause::NothingCanCome; }));
}

TEST_CASE("messages that are sent while an actor is launched neither get lost nor overtake") {
    for (int round = 0; round < 50; ++round) {
        const auto log = std::make_shared<Log>();
        System system{{.name = "pool", .workers = 2}};
        Draft<Listener> draft(system, log);
        std::thread sender([client = draft.client()] {
            for (int i = 0; i < 100; ++i) client.send(Number{i});
        });
        draft.launch();
        sender.join();
        REQUIRE(eventually([&] { return contains(log->entries(), "stopped"); }));
        Entries expected{"started"};
        for (int i = 0; i < 100; ++i) expected.push_back(std::to_string(i));
        expected.push_back("stopped");
        CHECK(Entries(log->entries()) == expected);
    }
}

TEST_CASE("systems with open sources and pending tasks end, whatever they are doing") {
    class Busy : public Sink {
    public:
        using Accepts = Messages<Number>;
        using Sink::Sink;
        void on(const Started&, Context& context) {
            attach(context, Ticker(1ms, Number{1}));
            loopback_after(context, 1h, Number{1});
        }
        void on(const Number& number, Context& context) {
            if (number.value < 10) loopback(context, [] { return Number{2}; });
            manage(context, [] {});
        }
    };
    for (int round = 0; round < 20; ++round) {
        System system{{.name = "pool", .workers = 2}};
        const auto client = Draft<Busy>(system)
                                .attach(std::views::iota(std::int64_t{0}), numbers_from(""))
                                .launch();
        CHECK(eventually([&] { return client.figures().sources.size() == 2; }));
    }
}
