// Failures that go up more than one step, and actors that could not be made again.

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"
#include "tests/runtime/proof/sizes.hpp"
#include "tests/support/eventually.hpp"

using namespace callboard;
using namespace callboard::tests;

namespace {

// Its children are looked after as it was told when spawned.
class Elder : public Actor {
public:
    using Accepts = Messages<Add, Total, Fail>;
    Elder(std::shared_ptr<Log> log, Supervision supervision)
        : log_(std::move(log)), supervision_(supervision) {}
    Supervision supervision() const { return supervision_; }
    void on(const Started&, Context&) { log_->note("started"); }
    void on(const Restarting&, Context&) { log_->note("restarting"); }
    void on(const Stopping&, Context&) { log_->note("stopping"); }
    void on(const Stopped&, Context&) { log_->note("stopped"); }
    void on(const Add& add, Context& context) {
        for (std::int64_t i = 0; i < add.amount; ++i)
            context.spawn<Counter>(std::to_string(context.child_count()));
    }
    int on(const Total&, Context& context) { return static_cast<int>(context.child_count()); }
    void on(const Fail& fail) { throw std::runtime_error(fail.text); }

private:
    std::shared_ptr<Log> log_;
    Supervision supervision_;
};

// Can be made once only, and is to go on after every failure.
class Unique : public Actor {
public:
    using Accepts = Messages<Add, Total, Fail>;
    explicit Unique(std::shared_ptr<int> attempts) {
        if (++*attempts == 2) throw std::runtime_error("there is one already");
    }
    void on(const Add& add) { total_ += add.amount; }
    std::int64_t on(const Total&) { return total_; }
    void on(const Fail& fail) { throw std::runtime_error(fail.text); }

private:
    std::int64_t total_ = 0;
};
struct Wish {};
class Optimist : public Actor {
public:
    using Accepts = Messages<Wish>;
    explicit Optimist(std::shared_ptr<int> attempts) : attempts_(std::move(attempts)) {}
    Supervision supervision() const {
        return {.decider = [](const Failure& failure) {
            return failure.text == "asked to fail" ? Directive::Restart : Directive::Resume;
        }};
    }
    void on(const Wish&, Context& context) { context.spawn<Unique>("unique", attempts_); }

private:
    std::shared_ptr<int> attempts_;
};

Directive escalate(const Failure&) { return Directive::Escalate; }

// Escalates, and resumes what is escalated to it.
class Grandmother : public Actor {
public:
    using Accepts = Messages<Wish>;
    explicit Grandmother(std::shared_ptr<Log> log) : log_(std::move(log)) {}
    Supervision supervision() const {
        return {.decider = [](const Failure&) { return Directive::Resume; }};
    }
    void on(const Wish&, Context& context) {
        context.spawn<Elder>("elder", log_, Supervision{.decider = escalate});
    }

private:
    std::shared_ptr<Log> log_;
};

// Sees whether anything is handled after a failure that was not to be resumed.
class Touchy : public Actor {
public:
    using Accepts = Messages<Add, Fail, Total>;
    explicit Touchy(std::shared_ptr<std::atomic<int>> broken) : broken_(std::move(broken)) {}
    void on(const Add&) { look(); }
    int on(const Total&) { return 1; }
    void on(const Fail& fail) {
        look();
        must_restart_ = fail.text != "a trifle";
        throw std::runtime_error(fail.text);
    }

private:
    void look() { *broken_ += must_restart_ ? 1 : 0; }

    std::shared_ptr<std::atomic<int>> broken_;
    bool must_restart_ = false;
};
class Nurse : public Actor {
public:
    using Accepts = Messages<Wish>;
    explicit Nurse(std::shared_ptr<std::atomic<int>> broken) : broken_(std::move(broken)) {}
    Supervision supervision() const {
        return {.strategy = Strategy::AllForOne,
                .budget = {.restarts_max = 1'000'000},
                .decider = [](const Failure& failure) {
                    return failure.text == "a trifle" ? Directive::Resume : Directive::Restart;
                }};
    }
    void on(const Wish&, Context& context) {
        for (const char* name : {"a", "b"}) context.spawn<Touchy>(name, broken_);
    }

private:
    std::shared_ptr<std::atomic<int>> broken_;
};

template <class A>
Ref<A> at(System& system, const char* path) {
    return Ref<A>(system.find(path)->id);
}

}  // namespace

TEST_CASE("a child's failure that is escalated to a parent on its way out changes nothing") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        CAPTURE(seed);
        SteppedSystem stepped(seed);
        auto log = std::make_shared<Log>();
        const auto elder =
            stepped.system.spawn<Elder>("elder", log, Supervision{.decider = escalate});
        elder.send(Add{2});
        stepped.run();
        auto stopped = stepped.system.stop(elder);
        at<Counter>(stepped.system, "elder/0").send(Fail{});
        at<Counter>(stepped.system, "elder/1").send(Fail{});
        stepped.run();
        REQUIRE(stopped.ready());
        CHECK_FALSE(elder.alive());
        const auto entries = log->entries();
        CHECK(entries[entries.size() - 2] == "stopping");
        CHECK(entries[entries.size() - 1] == "stopped");
    }
}

TEST_CASE("two failures that are escalated at once restart the parent once") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        CAPTURE(seed);
        SteppedSystem stepped(seed);
        auto log = std::make_shared<Log>();
        const auto elder =
            stepped.system.spawn<Elder>("elder", log, Supervision{.decider = escalate});
        elder.send(Add{2});
        stepped.run();
        at<Counter>(stepped.system, "elder/0").send(Fail{});
        at<Counter>(stepped.system, "elder/1").send(Fail{});
        stepped.run();
        CHECK(log->entries() == std::vector<std::string>{"started", "restarting", "started"});
    }
}

TEST_CASE("a failure that was escalated and resumed lets the child go on, too") {
    SteppedSystem stepped;
    auto log = std::make_shared<Log>();
    stepped.system.spawn<Grandmother>("g", log).send(Wish{});
    stepped.run();
    at<Elder>(stepped.system, "g/elder").send(Add{1});
    stepped.run();
    const auto child = at<Counter>(stepped.system, "g/elder/0");
    child.send(Add{7});
    child.send(Fail{});
    auto answer = stepped.system.ask(child, Total{});
    stepped.run();
    REQUIRE(answer.ready());
    CHECK(answer.get() == 7);
}

TEST_CASE("a resume that comes when the actor has restarted and failed again is not obeyed") {
    System system{{.workers = 4}};
    auto broken = std::make_shared<std::atomic<int>>(0);
    const auto nurse = system.spawn<Nurse>("n", broken);
    nurse.send(Wish{});
    REQUIRE(eventually([&] { return system.find("n/b").has_value(); }));
    const auto a = at<Touchy>(system, "n/a"), b = at<Touchy>(system, "n/b");
    for (int round = 0; round < sized(2000, 400); ++round) {
        for (const auto& child : {a, b})
            for (const char* text : {"a trifle", "a fire"}) {
                child.send(Fail{text});
                child.send(Add{});
            }
        if (round % 20 == 0) system.ask(a, Total{}).get();
    }
    for (const auto& child : {a, b}) CHECK(system.ask(child, Total{}).get() == 1);
    CHECK(*broken == 0);
}
