#include "runtime/core/pool_scheduler.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <future>
#include <thread>

#include "tests/runtime/cast.hpp"
#include "tests/support/eventually.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

struct Token {
    std::uint64_t hops = 0;
};

class Runner : public Actor {
public:
    using Accepts = Messages<Token>;
    Runner(std::shared_ptr<std::vector<Ref<Runner>>> ring, std::size_t index,
           std::shared_ptr<std::promise<void>> done)
        : ring_(std::move(ring)), index_(index), done_(std::move(done)) {}
    void on(const Token& token) {
        if (token.hops == 0) return done_->set_value();
        (*ring_)[(index_ + 1) % ring_->size()].send(Token{token.hops - 1});
    }

private:
    std::shared_ptr<std::vector<Ref<Runner>>> ring_;
    std::size_t index_;
    std::shared_ptr<std::promise<void>> done_;
};

std::chrono::nanoseconds cpu_used() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval& t) {
        return std::chrono::seconds(t.tv_sec) + std::chrono::microseconds(t.tv_usec);
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

}  // namespace

TEST_CASE("a token goes round a ring of actors on every number of workers") {
    for (std::uint32_t workers = 1; workers <= 4; ++workers) {
        CAPTURE(workers);
        System system{{.workers = workers}};
        auto ring = std::make_shared<std::vector<Ref<Runner>>>();
        auto done = std::make_shared<std::promise<void>>();
        for (std::size_t i = 0; i < 100; ++i)
            ring->push_back(system.spawn<Runner>(unnamed, ring, i, done));
        ring->front().send(Token{20'000});
        CHECK(done->get_future().wait_for(30s) == std::future_status::ready);
    }
}

TEST_CASE("messages from many threads and workers are all handled, each once") {
    System system{{.workers = 4}};
    const auto counter = system.spawn<Counter>();
    std::vector<std::thread> senders;
    for (int i = 0; i < 4; ++i)
        senders.emplace_back([&] {
            for (int n = 0; n < 10'000; ++n) counter.send(Add{1});
        });
    for (auto& sender : senders) sender.join();
    CHECK(system.ask(counter, Total{}).get(30s) == 40'000);
}

TEST_CASE("an actor never runs on two workers at once") {
    struct Guarded : Actor {
        using Accepts = Messages<Add, Total>;
        void on(const Add&) {
            if (inside_.exchange(true)) ++overlaps_;
            std::this_thread::yield();  // Long enough for a second one to show itself.
            inside_ = false;
        }
        int on(const Total&) { return overlaps_; }
        std::atomic<bool> inside_{false};
        std::atomic<int> overlaps_{0};
    };
    System system{{.workers = 4}};
    std::vector<Ref<Guarded>> actors;
    for (int i = 0; i < 8; ++i) actors.push_back(system.spawn<Guarded>());
    std::vector<std::thread> senders;
    for (int i = 0; i < 3; ++i)
        senders.emplace_back([&] {
            for (int n = 0; n < 8'000; ++n) actors[static_cast<std::size_t>(n) % 8].send(Add{1});
        });
    for (auto& sender : senders) sender.join();
    for (const auto& actor : actors) CHECK(system.ask(actor, Total{}).get(30s) == 0);
}

TEST_CASE("an actor with endless mail does not keep the others of its only worker waiting") {
    struct Endless : Actor {
        using Accepts = Messages<Add>;
        void on(const Add&, Context& context) { context.self<Endless>().send(Add{1}); }
    };
    System system{{.workers = 1}};
    const auto endless = system.spawn<Endless>();
    endless.send(Add{1});
    const auto counter = system.spawn<Counter>();
    counter.send(Add{3});
    CHECK(system.ask(counter, Total{}).get(30s) == 3);
}

TEST_CASE("spawning and stopping under fire loses no actor and no answer") {
    System system{{.workers = 4}};
    std::vector<std::thread> threads;
    std::atomic<int> answered{0}, refused{0};
    for (int i = 0; i < 3; ++i)
        threads.emplace_back([&] {
            for (int n = 0; n < 500; ++n) {
                const auto counter = system.spawn<Counter>();
                auto first = system.ask(counter, Total{});
                if (n % 10 == 0) first.wait_for(30s);  // Else a slow machine answers none.
                auto stopped = system.stop(counter);
                auto second = system.ask(counter, Total{});
                for (auto* answer : {&first, &second}) {
                    try {
                        answer->get(30s);
                        ++answered;
                    } catch (const AskFailed&) {
                        ++refused;
                    }
                }
                stopped.get(30s);
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(answered + refused == 3 * 500 * 2);
    CHECK(answered >= 150);
}

TEST_CASE("an idle system uses no processor time") {
    System system{{.workers = 4}};
    const auto counter = system.spawn<Counter>();
    system.ask(counter, Total{}).get(30s);
    // Workers spin for a moment before they sleep; then half a second of wall time may cost
    // no more than a few milliseconds. The wait here is the thing that is measured.
    CHECK(eventually([&] {
        const auto before = cpu_used();
        std::this_thread::sleep_for(200ms);
        return cpu_used() - before < 4ms;
    }));
}
