// What grows with what, and what must not: memory with messages, time with actors,
// threads with timers.

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "tests/runtime/cast.hpp"
#include "tests/runtime/proof/sizes.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

std::size_t resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::size_t all = 0, resident = 0;
    statm >> all >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::ptrdiff_t thread_count() {
    const std::filesystem::directory_iterator tasks("/proc/self/task");
    return std::distance(begin(tasks), end(tasks));
}

struct Parcel {
    std::uint32_t hops = 0;
};
struct Delivered {};

// Hands parcels round a ring, and counts those that have arrived.
class Porter : public Actor {
public:
    using Accepts = Messages<Parcel, Delivered>;
    explicit Porter(std::shared_ptr<std::vector<Ref<Porter>>> ring, std::size_t index)
        : ring_(std::move(ring)), index_(index) {}
    void on(const Parcel& parcel) {
        if (parcel.hops == 0) return void(++arrived_);
        (*ring_)[(index_ + 1) % ring_->size()].send(Parcel{parcel.hops - 1});
    }
    std::uint32_t on(const Delivered&) { return arrived_; }

private:
    std::shared_ptr<std::vector<Ref<Porter>>> ring_;
    std::size_t index_;
    std::uint32_t arrived_ = 0;
};

// Sends parcels in bursts from outside, each of which goes twice round, until so many
// messages were handled.
class Traffic {
public:
    Traffic() {
        for (std::uint32_t i = 0; i < porters; ++i)
            ring_->push_back(system_.spawn<Porter>(unnamed, ring_, i));
    }
    void run(std::uint64_t messages) {
        for (std::uint64_t sent = 0; sent < messages; sent += burst * (hops + 1)) {
            for (std::uint32_t i = 0; i < burst; ++i) ring_->front().send(Parcel{hops});
            arrived_ += burst;
            while (system_.ask(ring_->front(), Delivered{}).get() < arrived_)
                std::this_thread::yield();
        }
    }

private:
    static constexpr std::uint32_t porters = 10, hops = 2 * porters, burst = 1000;
    System system_{{.workers = 2}};
    std::shared_ptr<std::vector<Ref<Porter>>> ring_ = std::make_shared<std::vector<Ref<Porter>>>();
    std::uint32_t arrived_ = 0;
};

struct Populate {
    std::uint32_t count = 0;
};
class Idler : public Actor {
public:
    using Accepts = Messages<Add>;
    void on(const Add& add) { total_ += add.amount; }

private:
    std::int64_t total_ = 0;
};
class Landlord : public Actor {
public:
    using Accepts = Messages<Populate, Total>;
    void on(const Populate& populate, Context& context) {
        for (std::uint32_t i = 0; i < populate.count; ++i) context.spawn<Idler>();
    }
    std::uint32_t on(const Total&, Context& context) { return context.child_count(); }
};

struct Tree {
    explicit Tree(std::uint32_t count) {
        landlord.send(Populate{count});
        CHECK(system.ask(landlord, Total{}).get() == count);
    }
    System system{{.workers = 2}};
    Ref<Landlord> landlord = system.spawn<Landlord>();
};

double seconds_to_stop(std::uint32_t count) {
    Tree tree(count);
    const auto begin = Clock::now();
    tree.system.stop(tree.landlord).get();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

double median_of_three(double (*measure)(std::uint32_t), std::uint32_t count) {
    std::array times{measure(count), measure(count), measure(count)};
    std::sort(times.begin(), times.end());
    return times[1];
}

struct Set {
    std::uint32_t count = 0;
};
struct CancelAll {};
struct Ring {};

class Sleeper : public Actor {
public:
    using Accepts = Messages<Set, CancelAll, Ring>;
    bool on(const Set& set, Context& context) {
        for (std::uint32_t i = 0; i < set.count; ++i)
            timers_.push_back(context.after(1h + std::chrono::milliseconds(i), Ring{}));
        return true;
    }
    bool on(const CancelAll&, Context& context) {
        for (const TimerId timer : timers_) context.cancel(timer);
        return true;
    }
    void on(const Ring&) {}

private:
    std::vector<TimerId> timers_;
};

}  // namespace

TEST_CASE("ten million messages leave the memory as it was after the first million") {
    const std::uint64_t some = sized(1'000'000u, 100'000u);
    Traffic traffic;
    traffic.run(some);
    const auto before = resident_bytes();
    traffic.run(9 * some);
    const auto after = resident_bytes();
    const auto grown = after > before ? after - before : 0;
    MESSAGE((before / 1024) << " KiB, then " << (grown / 1024) << " KiB more");
    if (!sanitized) CHECK(grown < 2'000'000);
}

TEST_CASE("a million idle actors cost some hundred bytes each") {
    const std::uint32_t count = sized(1'000'000u, 50'000u);
    const auto before = resident_bytes();
    Tree tree(count);
    const auto bytes =
        (static_cast<double>(resident_bytes()) - static_cast<double>(before)) / count;
    MESSAGE(bytes << " bytes for each of " << count);
    if (!sanitized) CHECK(bytes < 320);
}

TEST_CASE("to stop a million actors takes as long for each as to stop a hundred thousand") {
    const std::uint32_t many = sized(1'000'000u, 40'000u), few = many / 10;
    const double each_of_few = median_of_three(seconds_to_stop, few) / few;
    const double each_of_many = median_of_three(seconds_to_stop, many) / many;
    MESSAGE((each_of_few * 1e9) << " ns each of " << few << ", " << (each_of_many * 1e9)
                                << " ns each of " << many);
    if (!sanitized) CHECK(each_of_many < 3 * each_of_few);
}

TEST_CASE("a million timers need one thread, and none is left when they were cancelled") {
    const std::uint32_t count = sized(1'000'000u, 50'000u);
    System system{{.workers = 2}};
    const auto sleeper = system.spawn<Sleeper>();
    const auto threads = thread_count();
    CHECK(system.ask(sleeper, Set{count}).get());
    CHECK(system.timers().pending() == count);
    CHECK(thread_count() <= threads + 1);
    CHECK(system.ask(sleeper, CancelAll{}).get());
    CHECK(system.timers().pending() == 0);
}
