// Who is told that an actor is no more.

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using Entries = std::vector<std::string>;

namespace {

struct WatchIt {
    Ref<> who;
};
struct UnwatchIt {
    Ref<> who;
};
struct Adopt {};

class Watcher : public Actor {
public:
    using Accepts = Messages<WatchIt, UnwatchIt, Adopt>;
    explicit Watcher(std::shared_ptr<Log> log) : log_(std::move(log)) {}

    void on(const WatchIt& it, Context& context) { context.watch(it.who); }
    void on(const UnwatchIt& it, Context& context) { context.unwatch(it.who); }
    void on(const Adopt&, Context& context) { context.spawn<Counter>("child"); }
    void on(const Terminated& end, Context&) {
        log_->note(end.ending == Ending::Stopped ? "stopped" : "not found");
        last_ = end.who;
    }

private:
    std::shared_ptr<Log> log_;
    Ref<> last_;
};

struct Pair {
    explicit Pair(std::uint64_t seed = 1) : stepped(seed) {}
    void stop(Ref<> actor) {
        auto stopped = stepped.system.stop(actor);
        stepped.run();
    }
    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    Ref<Counter> watched = stepped.system.spawn<Counter>("watched");
    Ref<Watcher> watcher = stepped.system.spawn<Watcher>("watcher", log);
};

}  // namespace

TEST_CASE("who watches an actor is told of its end once, however often it asked") {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        CAPTURE(seed);
        Pair pair(seed);
        for (int i = 0; i < 3; ++i) pair.watcher.send(WatchIt{pair.watched});
        pair.stepped.run();
        CHECK(pair.log->entries().empty());
        pair.stop(pair.watched);
        CHECK(pair.log->entries() == Entries{"stopped"});
    }
}

TEST_CASE("watching an actor that is gone is answered at once") {
    Pair pair;
    pair.stop(pair.watched);
    pair.watcher.send(WatchIt{pair.watched});
    pair.watcher.send(WatchIt{Ref<>()});
    pair.stepped.run();
    CHECK(pair.log->entries() == Entries{"not found", "not found"});
}

TEST_CASE("an actor that stops in the moment it is watched is told of in one way or the other") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        CAPTURE(seed);
        Pair pair(seed);
        pair.watcher.send(WatchIt{pair.watched});
        pair.stop(pair.watched);
        CHECK(pair.log->entries().size() == 1);
    }
}

TEST_CASE("who has stopped watching is not told") {
    Pair pair;
    pair.watcher.send(WatchIt{pair.watched});
    pair.watcher.send(UnwatchIt{pair.watched});
    pair.stepped.run();
    pair.stop(pair.watched);
    CHECK(pair.log->entries().empty());
}

TEST_CASE("a restart is no end") {
    Pair pair;
    pair.watcher.send(WatchIt{pair.watched});
    pair.watched.send(Fail{});
    pair.stepped.run();
    CHECK(pair.log->entries().empty());
}

TEST_CASE("a parent is told of its children without watching them, and once if it does") {
    Pair pair;
    pair.watcher.send(Adopt{});
    pair.stepped.run();
    const auto child = *pair.stepped.system.find("watcher/child");
    pair.watcher.send(WatchIt{child});
    pair.stepped.run();
    pair.stop(child);
    CHECK(pair.log->entries() == Entries{"stopped"});
}

TEST_CASE("a watcher that is gone itself harms nobody") {
    Pair pair;
    pair.watcher.send(WatchIt{pair.watched});
    pair.stepped.run();
    pair.stop(pair.watcher);
    pair.stop(pair.watched);
    CHECK(pair.log->entries().empty());
    CHECK(pair.stepped.steps.dead_letters() == 0);
}
