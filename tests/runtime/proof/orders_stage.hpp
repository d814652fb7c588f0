#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/runtime/cast.hpp"
#include "tests/runtime/proof/sizes.hpp"
#include "tests/support/eventually.hpp"

// One actor that notes all that happens to it, and a stage on which the same scene is
// played step by step under many seeds, and again by threads.
namespace callboard::tests {

using Entries = std::vector<std::string>;

struct Work {
    std::string text = "works";
};
struct Beget {
    std::string name;
    Supervision supervision = {};
};
struct Watch {
    Ref<> who;
};
struct Wait {
    std::shared_future<void> gate;
};
struct Fence {};

class Player : public Actor {
public:
    using Accepts = Messages<Work, Beget, Watch, Wait, Fence, Fail>;

    Player(std::shared_ptr<Log> log, std::string name, Supervision supervision = {})
        : log_(std::move(log)), name_(std::move(name)), supervision_(supervision) {
        note("made");
    }
    ~Player() { note("destroyed"); }
    Player(const Player&) = delete;
    Supervision supervision() const { return supervision_; }

    void on(const Started&, Context&) { note("started"); }
    void on(const Restarting&, Context&) { note("restarting"); }
    void on(const Stopping&, Context&) {
        note("stopping");
        if (name_ == "clumsy") throw std::runtime_error("stumbles");
    }
    void on(const Stopped&, Context& context) {
        note(context.system().find(name_) ? "stopped with its name" : "stopped");
    }
    void on(const Terminated& end, Context&) {
        note(end.ending == Ending::Stopped ? "told of an end" : "told that nobody is there");
    }

    void on(const Work& work) { note(work.text); }
    void on(const Beget& child, Context& context) {
        context.spawn<Player>(child.name, log_, child.name, child.supervision);
    }
    void on(const Watch& watch, Context& context) { context.watch(watch.who); }
    void on(const Wait& wait) {
        note("waits");
        wait.gate.wait();
    }
    bool on(const Fence&) { return true; }
    void on(const Fail& fail) {
        note("fails");
        throw std::runtime_error(fail.text);
    }

private:
    void note(const std::string& what) { log_->note(name_ + " " + what); }

    std::shared_ptr<Log> log_;
    std::string name_;
    Supervision supervision_;
};

class Stage {
public:
    // `run` lets everything happen that can; null where threads do it by themselves.
    Stage(System& on, std::function<void()> run) : system(on), run_(std::move(run)) {
        if (run_) gate_.set_value();
    }

    Ref<Player> spawn(const std::string& name, Supervision supervision = {}) {
        return system.spawn<Player>(name, log, name, supervision);
    }
    Ref<Player> at(const std::string& path) { return Ref<Player>(system.find(path)->id); }

    // What comes next, in this order.
    void expect(const Entries& wanted) { CHECK(in_lines(next(wanted.size())) == in_lines(wanted)); }
    void expect_in_any_order(Entries wanted) {
        Entries came = next(wanted.size());
        std::sort(came.begin(), came.end());
        std::sort(wanted.begin(), wanted.end());
        CHECK(in_lines(came) == in_lines(wanted));
    }
    void expect_no_more() { CHECK(log->entries().size() == seen_); }

    // This actor, and what was sent to it before, have come this far.
    void fence(Ref<Player> actor) {
        auto there = system.ask(actor, Fence{});
        until([&] { return there.ready(); });
        CHECK(there.get());
    }
    void stop(Ref<> actor) {
        auto stopped = system.stop(actor);
        until([&] { return stopped.ready(); });
    }
    // Holds an actor inside a handler, so that what is sent now waits together.
    void hold(Ref<Player> actor) {
        actor.send(Wait{gate_.get_future().share()});
        until([&] { return log->entries().size() > seen_; });
        ++seen_;
    }
    void let_go() {
        if (!run_) gate_.set_value();
    }
    void until(const std::function<bool()>& condition) {
        if (run_) run_();
        REQUIRE((run_ ? condition() : eventually(condition)));
    }

    System& system;
    std::shared_ptr<Log> log = std::make_shared<Log>();

private:
    // As many as there are, if there are fewer.
    Entries next(std::size_t count) {
        until([&] { return log->entries().size() >= seen_ + count; });
        const auto all = log->entries();
        const auto end = std::min(seen_ + count, all.size());
        const auto begin = std::exchange(seen_, end);
        return Entries(all.begin() + static_cast<std::ptrdiff_t>(begin),
                       all.begin() + static_cast<std::ptrdiff_t>(end));
    }
    static std::string in_lines(const Entries& entries) {
        std::string lines;
        for (const auto& entry : entries) lines += entry + '\n';
        return lines;
    }

    std::function<void()> run_;
    std::promise<void> gate_;
    std::size_t seen_ = 0;
};

// Plays the scene under 200 seeds, then on pools of several sizes.
template <class Scene>
void everywhere(Scene scene) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        CAPTURE(seed);
        SteppedSystem stepped(seed);
        Stage stage(stepped.system, [&] { stepped.run(); });
        scene(stage);
    }
    for (std::uint32_t round = 0; round < sized(30u, 6u); ++round) {
        CAPTURE(round);
        System system{{.workers = 1 + round % 4}};
        Stage stage(system, nullptr);
        scene(stage);
    }
}

}  // namespace callboard::tests
