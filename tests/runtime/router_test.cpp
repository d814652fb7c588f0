#include <callboard/callboard.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "runtime/testing/step_scheduler.hpp"

using namespace callboard;

namespace {

struct Job {
    int number = 0;
    std::uint64_t routing_key() const { return static_cast<std::uint64_t>(number); }
};
struct WhoAreYou {
    int number = 0;
    std::uint64_t routing_key() const { return static_cast<std::uint64_t>(number); }
};
struct Crash {
    std::uint64_t routing_key() const { return 0; }
};

// What all workers of a test have done, in the order they did it.
struct Ledger {
    std::mutex mutex;
    std::vector<std::pair<Ref<>, int>> jobs;

    std::map<std::uint64_t, std::vector<int>> by_worker() {
        const std::lock_guard lock(mutex);
        std::map<std::uint64_t, std::vector<int>> all;
        for (const auto& [who, number] : jobs)
            all[static_cast<std::uint64_t>(who.id)].push_back(number);
        return all;
    }
    std::size_t size() {
        const std::lock_guard lock(mutex);
        return jobs.size();
    }
};

class Worker : public Actor {
public:
    using Accepts = Messages<Job, WhoAreYou, Crash>;
    explicit Worker(std::shared_ptr<Ledger> ledger) : ledger_(std::move(ledger)) {}

    void on(const Job& job, Context& context) {
        const std::lock_guard lock(ledger_->mutex);
        ledger_->jobs.emplace_back(context.self(), job.number);
    }
    Ref<> on(const WhoAreYou&, Context& context) { return context.self(); }
    void on(const Crash&) { throw std::runtime_error("crash"); }

private:
    std::shared_ptr<Ledger> ledger_;
};

// A system whose every step comes from a seed.
struct Stage {
    explicit Stage(std::uint64_t seed = 1) : Stage(std::make_unique<testing_scheduler>(seed)) {}
    void run() { scheduler->run_until_quiet(); }

    using testing_scheduler = runtime::StepScheduler;
    testing_scheduler* scheduler;
    System system;
    std::shared_ptr<Ledger> ledger = std::make_shared<Ledger>();

private:
    explicit Stage(std::unique_ptr<testing_scheduler> made)
        : scheduler(made.get()), system({.scheduler = std::move(made), .log = nullptr}) {}
};

Routees listed(Stage& stage, Ref<Router<Worker>> router) {
    auto answer = stage.system.ask(router, ListRoutees{});
    stage.run();
    return answer.get();
}

// Its pool and another child share their fate.
class Parent : public Actor {
public:
    using Accepts = Messages<Job>;
    Parent(std::shared_ptr<Ledger> ledger, std::shared_ptr<Ref<Router<Worker>>> pool)
        : ledger_(std::move(ledger)), pool_(std::move(pool)) {}
    Supervision supervision() const { return {.strategy = Strategy::AllForOne}; }
    void on(const Started&, Context& context) {
        *pool_ = spawn_pool<Worker>(context, "pool", {.size = 3}, ledger_);
        context.spawn<Worker>("other", ledger_);
    }
    void on(const Job&) {}

private:
    std::shared_ptr<Ledger> ledger_;
    std::shared_ptr<Ref<Router<Worker>>> pool_;
};

struct Keyless {};
class Plain : public Actor {
public:
    using Accepts = Messages<Keyless>;
    void on(const Keyless&) {}
};

}  // namespace

TEST_CASE("when a pool has been spawned its routees are there, as children of the router") {
    Stage stage;
    const auto pool = spawn_pool<Worker>(stage.system, "pool", {.size = 3}, stage.ledger);
    CHECK(listed(stage, pool).routees.size() == 3);
    CHECK(stage.system.list("system/pool/*").size() == 3);
}

TEST_CASE("round robin gives every routee its turn") {
    Stage stage;
    const auto pool = spawn_pool<Worker>(stage.system, "pool", {.size = 3}, stage.ledger);
    for (int i = 0; i < 9; ++i) CHECK(pool.send(Job{i}) == Sent::Delivered);
    stage.run();
    for (const auto& [worker, jobs] : stage.ledger->by_worker()) {
        REQUIRE(jobs.size() == 3);
        CHECK(jobs[1] == jobs[0] + 3);
        CHECK(jobs[2] == jobs[0] + 6);
    }
    CHECK(listed(stage, pool).routed == 9);
}

TEST_CASE("random leaves no routee out for long") {
    Stage stage;
    const auto pool = spawn_pool<Worker>(stage.system, unnamed,
                                         {.routing = Routing::Random, .size = 4}, stage.ledger);
    for (int i = 0; i < 400; ++i) pool.send(Job{i});
    stage.run();
    const auto done = stage.ledger->by_worker();
    CHECK(done.size() == 4);
    for (const auto& [worker, jobs] : done) CHECK(jobs.size() > 50);
}

TEST_CASE("broadcast gives each routee a copy, and the first answer counts") {
    Stage stage;
    const auto pool = spawn_pool<Worker>(stage.system, unnamed,
                                         {.routing = Routing::Broadcast, .size = 3}, stage.ledger);
    pool.send(Job{7});
    auto answer = stage.system.ask(pool, WhoAreYou{});
    stage.run();
    CHECK(stage.ledger->by_worker().size() == 3);
    CHECK(stage.ledger->size() == 3);
    CHECK(answer.get().alive());
}

TEST_CASE("a consistent hash gives a key to one routee, and all routees have keys") {
    Stage stage;
    const auto pool = spawn_pool<Worker>(
        stage.system, unnamed, {.routing = Routing::ConsistentHash, .size = 4}, stage.ledger);
    for (int round = 0; round < 2; ++round)
        for (int key = 0; key < 200; ++key) pool.send(Job{key});
    stage.run();
    std::size_t keys = 0;
    for (const auto& [worker, jobs] : stage.ledger->by_worker()) {
        const std::set<int> its_keys(jobs.begin(), jobs.end());
        CHECK(jobs.size() == 2 * its_keys.size());
        CHECK(its_keys.size() > 15);
        keys += its_keys.size();
    }
    CHECK(keys == 200);
}

TEST_CASE("a routee more moves only the keys that it takes over") {
    runtime::HashRing ring;
    for (std::uint64_t actor = 1; actor <= 4; ++actor) ring.add(probe::ActorId{actor});
    std::vector<probe::ActorId> before;
    for (std::uint64_t key = 0; key < 1000; ++key)
        before.push_back(ring.owner_of(runtime::routing_hash(key)));
    ring.add(probe::ActorId{5});
    std::size_t moved = 0;
    for (std::uint64_t key = 0; key < 1000; ++key) {
        const auto now = ring.owner_of(runtime::routing_hash(key));
        if (now == before[key]) continue;
        CHECK(now == probe::ActorId{5});
        ++moved;
    }
    CHECK(moved > 100);
    CHECK(moved < 320);
    ring.remove(probe::ActorId{5});
    for (std::uint64_t key = 0; key < 1000; ++key)
        CHECK(ring.owner_of(runtime::routing_hash(key)) == before[key]);
}

TEST_CASE("asks through a router are answered by a routee") {
    Stage stage;
    const auto pool = spawn_pool<Worker>(stage.system, unnamed, {.size = 2}, stage.ledger);
    auto first = stage.system.ask(pool, WhoAreYou{});
    auto second = stage.system.ask(pool, WhoAreYou{});
    stage.run();
    CHECK(first.get() != second.get());
}

TEST_CASE("a group routes to actors that were there, and leaves them running when it stops") {
    Stage stage;
    const auto a = stage.system.spawn<Worker>("a", stage.ledger);
    const auto b = stage.system.spawn<Worker>("b", stage.ledger);
    const auto group = spawn_group<Worker>(stage.system, "group", Routing::RoundRobin, {a, b});
    group.send(Job{1});
    group.send(Job{2});
    stage.run();
    CHECK(stage.ledger->by_worker().size() == 2);
    auto stopped = stage.system.stop(group);
    stage.run();
    stopped.get();
    CHECK(a.alive());
    CHECK(b.alive());
}

TEST_CASE("a dead routee leaves a pool and is not replaced") {
    Stage stage;
    const auto pool = spawn_pool<Worker>(stage.system, "pool", {.size = 3}, stage.ledger);
    const auto victim = listed(stage, pool).routees.front();
    stage.system.stop(victim);
    stage.run();
    CHECK(listed(stage, pool).routees.size() == 2);
    for (int i = 0; i < 10; ++i) CHECK(pool.send(Job{i}) == Sent::Delivered);
    stage.run();
    CHECK(stage.ledger->size() == 10);
}

TEST_CASE("a dead routee leaves a group, and nothing is sent to it any more") {
    for (const Routing routing :
         {Routing::RoundRobin, Routing::Random, Routing::Broadcast, Routing::ConsistentHash}) {
        Stage stage;
        const auto a = stage.system.spawn<Worker>("a", stage.ledger);
        const auto b = stage.system.spawn<Worker>("b", stage.ledger);
        const auto group = spawn_group<Worker>(stage.system, "group", routing, {a, b});
        stage.system.stop(a);
        stage.run();
        CHECK(listed(stage, group).routees == std::vector<Ref<>>{b});
        for (int i = 0; i < 10; ++i) group.send(Job{i});
        stage.run();
        CHECK(stage.ledger->size() == 10);
    }
}

TEST_CASE("a routee that fails is restarted where it is and stays in the list") {
    Stage stage;
    const auto pool = spawn_pool<Worker>(stage.system, "pool", {.size = 1}, stage.ledger);
    const auto before = listed(stage, pool).routees;
    pool.send(Crash{});
    pool.send(Job{1});
    stage.run();
    CHECK(listed(stage, pool).routees == before);
    CHECK(stage.ledger->size() == 1);
}

TEST_CASE("routees can be added once, removed and listed") {
    Stage stage;
    const auto a = stage.system.spawn<Worker>("a", stage.ledger);
    const auto b = stage.system.spawn<Worker>("b", stage.ledger);
    const auto group = spawn_group<Worker>(stage.system, "group", Routing::RoundRobin, {a});
    group.send(AddRoutee{b});
    group.send(AddRoutee{b});
    stage.run();
    CHECK(listed(stage, group).routees == std::vector<Ref<>>{a, b});
    group.send(RemoveRoutee{a});
    stage.run();
    CHECK(listed(stage, group).routees == std::vector<Ref<>>{b});
    CHECK(a.alive());
}

TEST_CASE("a routee that a pool made is stopped when it is removed, after what was sent to it") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Stage stage(seed);
        const auto pool = spawn_pool<Worker>(stage.system, "pool", {.size = 1}, stage.ledger);
        const auto only = listed(stage, pool).routees.front();
        for (int i = 0; i < 5; ++i) pool.send(Job{i});
        pool.send(RemoveRoutee{only});
        stage.run();
        CHECK_FALSE(only.alive());
        CHECK(stage.ledger->size() == 5);
    }
}

TEST_CASE("an actor of another class can not become a routee") {
    Stage stage;
    const auto pool = spawn_pool<Worker>(stage.system, "pool", {.size = 1}, stage.ledger);
    pool.send(AddRoutee{pool});
    pool.send(AddRoutee{Ref<>()});
    stage.run();
    CHECK(listed(stage, pool).routees.size() == 1);
}

TEST_CASE("a message for all reaches all, whatever the routing") {
    Stage stage;
    const auto pool = spawn_pool<Worker>(stage.system, "pool", {.size = 5}, stage.ledger);
    pool.send(ToAll<Job>{{3}});
    stage.run();
    CHECK(stage.ledger->by_worker().size() == 5);
}

TEST_CASE("a router with nobody to route to says so at once, and counts a dead letter") {
    Stage stage;
    const auto group = spawn_group<Worker>(stage.system, "group", Routing::RoundRobin, {});
    const auto before = stage.system.dead_letters();
    CHECK(group.send(Job{1}) == Sent::Withheld);
    CHECK(stage.system.dead_letters() == before + 1);
    auto answer = stage.system.ask(group, WhoAreYou{});
    CHECK_THROWS_WITH_AS(answer.get(), doctest::Contains("the router has nobody to give it to"),
                         AskFailed);
}

TEST_CASE("stopping a pool stops its routees") {
    Stage stage;
    const auto pool = spawn_pool<Worker>(stage.system, "pool", {.size = 3}, stage.ledger);
    const auto routees = listed(stage, pool).routees;
    auto stopped = stage.system.stop(pool);
    stage.run();
    stopped.get();
    for (const Ref<> routee : routees) CHECK_FALSE(routee.alive());
    CHECK(pool.send(Job{1}) == Sent::NoSuchActor);
}

TEST_CASE("a pool that is restarted has as many routees as before") {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        Stage stage(seed);
        const auto pool = std::make_shared<Ref<Router<Worker>>>();
        stage.system.spawn<Parent>("parent", stage.ledger, pool);
        stage.run();
        const auto before = listed(stage, *pool).routees;
        stage.system.find("parent/other")->send(Crash{});  // All children are restarted.
        stage.run();
        const auto after = listed(stage, *pool).routees;
        CHECK(after.size() == 3);
        CHECK(after != before);
        for (int i = 0; i < 6; ++i) pool->send(Job{i});
        stage.run();
        CHECK(stage.ledger->by_worker().size() == 3);
    }
}

TEST_CASE("a message without a key can not be routed by hash, and that is said at the spawn") {
    Stage stage;
    CHECK_THROWS_WITH_AS(
        spawn_pool<Plain>(stage.system, unnamed, {.routing = Routing::ConsistentHash, .size = 1}),
        doctest::Contains("needs a `routing_key()`"), std::invalid_argument);
}

TEST_CASE("several threads send through one router while routees come and go") {
    System system{{.workers = 2, .log = nullptr}};
    const auto ledger = std::make_shared<Ledger>();
    const auto pool = spawn_pool<Worker>(system, "pool", {.size = 4}, ledger);
    constexpr int each = 2000;
    std::atomic<int> delivered{0};
    const auto before = system.dead_letters();
    std::vector<std::thread> senders;
    for (int s = 0; s < 3; ++s)
        senders.emplace_back([&] {
            for (int i = 0; i < each; ++i) delivered += pool.send(Job{i}) == Sent::Delivered;
        });
    for (int i = 0; i < 20; ++i) {
        const auto extra = system.spawn<Worker>(unnamed, ledger);
        pool.send(AddRoutee{extra});
        system.ask(pool, ListRoutees{}).get();
        pool.send(RemoveRoutee{extra});
    }
    for (auto& sender : senders) sender.join();
    for (const auto& each_one : system.list()) system.touch(each_one.actor).get();
    for (const auto& routee : system.ask(pool, ListRoutees{}).get().routees)
        system.poison(routee).get();
    for (const auto& other : system.list("system/Worker*")) system.poison(other.actor).get();
    CHECK(delivered == 3 * each);
    CHECK(ledger->size() + (system.dead_letters() - before) == 3 * each);
}
