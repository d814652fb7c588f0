#include "tests/bench/ours.hpp"

#include <callboard/callboard.hpp>

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "tests/bench/stopwatch.hpp"

namespace callboard::bench {
namespace {

// ── pingpong, ring ───────────────────────────────────────────────────────────

class Player;

struct Meet {
    Ref<Player> next = {};
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(next));
    }
};

struct Ball {
    std::uint64_t hops_left = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(hops_left));
    }
};

class Player : public Actor {
public:
    using Accepts = Messages<Meet, Ball>;
    explicit Player(Finish* finish) : finish_(finish) {}

    void on(const Meet& meet, Context&) { next_ = meet.next; }
    void on(const Ball& ball, Context&) {
        if (ball.hops_left == 0)
            finish_->reach();
        else
            next_.send(Ball{ball.hops_left - 1});
    }

private:
    Finish* finish_;
    Ref<Player> next_;
};

[[noreturn]] void pass_ball(System& system, std::size_t players, std::uint64_t hops) {
    Finish finish;
    std::vector<Ref<Player>> ring;
    while (ring.size() < players) ring.push_back(system.spawn<Player>(unnamed, &finish));
    for (std::size_t i = 0; i < players; ++i) ring[i].send(Meet{ring[(i + 1) % players]});
    ring[0].send(Ball{players});  // One lap to warm up.
    finish.wait();
    const Stopwatch watch;
    ring[0].send(Ball{hops});
    finish.wait();
    report_and_leave(hops, watch.seconds());
}

// ── count, fanin ─────────────────────────────────────────────────────────────

struct Tick {
    std::uint64_t number = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(number));
    }
};

struct Produce {
    std::uint64_t amount = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(amount));
    }
};

class Counter : public Actor {
public:
    using Accepts = Messages<Tick>;
    Counter(std::uint64_t expected, Finish* finish) : expected_(expected), finish_(finish) {}

    void on(const Tick&, Context&) {
        if (++count_ == expected_) finish_->reach();
    }

private:
    std::uint64_t count_ = 0;
    std::uint64_t expected_;
    Finish* finish_;
};

class Producer : public Actor {
public:
    using Accepts = Messages<Produce>;
    explicit Producer(Ref<Counter> target) : target_(target) {}

    void on(const Produce& order, Context&) {
        for (std::uint64_t i = 0; i < order.amount; ++i) target_.send(Tick{i});
    }

private:
    Ref<Counter> target_;
};

[[noreturn]] void fan_in(System& system, std::uint64_t producers, std::uint64_t messages) {
    Finish finish;
    const auto target = system.spawn<Counter>(unnamed, messages, &finish);
    std::vector<Ref<Producer>> all;
    while (all.size() < producers) all.push_back(system.spawn<Producer>(unnamed, target));
    const Stopwatch watch;
    for (const auto& one : all) one.send(Produce{messages / producers});
    finish.wait();
    report_and_leave(messages, watch.seconds());
}

// ── spawn ────────────────────────────────────────────────────────────────────

constexpr std::uint64_t batch = 10'000;

struct Begin {
    template <class Archive>
    void serialize(Archive&) {}
};

class Parent;

class Child : public Actor {
public:
    using Accepts = Messages<Tick>;
    explicit Child(Ref<Parent> parent) : parent_(parent) {}
    void on(const Tick& question, Context&);

private:
    Ref<Parent> parent_;
};

class Parent : public Actor {
public:
    using Accepts = Messages<Begin, Tick>;
    Parent(std::uint64_t amount, Finish* finish) : amount_(amount), finish_(finish) {}

    void on(const Begin&, Context& context) { spawn_batch(context); }
    void on(const Tick&, Context& context) {
        if (++answers_ == amount_)
            finish_->reach();
        else if (answers_ % batch == 0)
            spawn_batch(context);
    }

private:
    void spawn_batch(Context& context) {
        for (std::uint64_t i = 0; i < batch; ++i)
            context.spawn<Child>(unnamed, context.self<Parent>()).send(Tick{1});
    }

    std::uint64_t answers_ = 0;
    std::uint64_t amount_;
    Finish* finish_;
};

void Child::on(const Tick& question, Context&) { parent_.send(question); }

[[noreturn]] void spawn_many(System& system, std::uint64_t amount) {
    Finish finish;
    const auto parent = system.spawn<Parent>(unnamed, amount, &finish);
    const auto bytes_before = resident_bytes();
    const Stopwatch watch;
    parent.send(Begin{});
    finish.wait();
    const double seconds = watch.seconds();
    const auto bytes = static_cast<double>(resident_bytes() - bytes_before);
    report_and_leave(amount, seconds, bytes / static_cast<double>(amount));
}

}  // namespace

void run_ours(const std::string& workload, unsigned workers, std::uint64_t operations) {
    System system{SystemOptions{.workers = workers}};
    if (workload == "pingpong") pass_ball(system, 2, operations);
    if (workload == "ring") pass_ball(system, 1000, operations);
    if (workload == "count") fan_in(system, 1, operations);
    if (workload == "fanin") fan_in(system, 8, operations);
    if (workload == "spawn") spawn_many(system, operations);
    std::fprintf(stderr, "There is no workload \"%s\".\n", workload.c_str());
    std::exit(2);
}

}  // namespace callboard::bench
