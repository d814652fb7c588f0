#include <callboard/callboard.hpp>
#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/eventually.hpp"

using namespace callboard;
using callboard::tests::eventually;

namespace {

struct WhereAreYou {};
struct Say {
    std::string word;
};
struct Later {};

std::thread::id here() { return std::this_thread::get_id(); }

class Resident : public Actor {
public:
    using Accepts = Messages<WhereAreYou>;
    std::thread::id on(const WhereAreYou&) { return here(); }
};

// Writes down what it hears, and says it on.
class Voice : public Actor {
public:
    using Accepts = Messages<Say, Later>;
    Voice(std::vector<std::string>* heard, Ref<Voice> next) : heard_(heard), next_(next) {}

    void on(const Say& say, Context& context) {
        heard_->push_back("begin " + say.word);
        if (next_) next_.send(Say{say.word + "!"});
        if (say.word == "later") context.after(std::chrono::milliseconds(1), Later{});
        heard_->push_back("end " + say.word);
    }
    void on(const Later&, Context& context) {
        heard_->push_back("later");
        context.after(std::chrono::hours(1), Later{});
    }

private:
    std::vector<std::string>* heard_;
    Ref<Voice> next_;
};

}  // namespace

TEST_CASE("an actor on a thread of its own is always on that thread, and alone there") {
    System system{{.workers = 2}};
    const auto pinned = system.spawn<Resident>(Props("pinned").on(own_thread()));
    const auto other = system.spawn<Resident>(Props("other").on(own_thread()));
    const auto home = system.ask(pinned, WhereAreYou{}).get();
    CHECK(home != here());
    for (int i = 0; i < 100; ++i) CHECK(system.ask(pinned, WhereAreYou{}).get() == home);
    CHECK(system.ask(other, WhereAreYou{}).get() != home);
}

TEST_CASE("a handler on a thread of its own may block without taking a worker away") {
    struct Wait {};
    class Blocker : public Actor {
    public:
        using Accepts = Messages<Say>;
        explicit Blocker(std::shared_future<void> until) : until_(std::move(until)) {}
        void on(const Say&) { until_.wait(); }

    private:
        std::shared_future<void> until_;
    };
    std::promise<void> release;
    System system{{.workers = 1}};
    const auto blocker =
        system.spawn<Blocker>(Props("blocker").on(own_thread()), release.get_future().share());
    const auto resident = system.spawn<Resident>("resident");
    blocker.send(Say{});
    system.ask(resident, WhereAreYou{}).get();  // The only worker is free.
    release.set_value();
}

TEST_CASE("on the caller's thread a message is handled when the send returns") {
    std::vector<std::string> heard;
    System system;
    const auto inline_here = std::make_shared<InlineScheduler>();
    const auto voice = system.spawn<Voice>(Props("voice").on(inline_here), &heard, Ref<Voice>());
    voice.send(Say{"now"});
    CHECK(heard == std::vector<std::string>{"begin now", "end now"});
    const auto resident = system.spawn<Resident>(Props("resident").on(inline_here));
    CHECK(system.ask(resident, WhereAreYou{}).get() == here());
}

TEST_CASE("on the caller's thread one turn ends before the next begins") {
    std::vector<std::string> heard;
    System system;
    const auto inline_here = std::make_shared<InlineScheduler>();
    const auto second = system.spawn<Voice>(Props("second").on(inline_here), &heard, Ref<Voice>());
    const auto first = system.spawn<Voice>(Props("first").on(inline_here), &heard, second);
    first.send(Say{"a"});
    CHECK(heard == std::vector<std::string>{"begin a", "end a", "begin a!", "end a!"});
}

TEST_CASE("on the caller's thread a timer's message may set a timer") {
    std::vector<std::string> heard;
    System system{{.clock = Timers::Clock::ByHand}};
    const auto voice = system.spawn<Voice>(Props("voice").on(std::make_shared<InlineScheduler>()),
                                           &heard, Ref<Voice>());
    voice.send(Say{"later"});
    system.timers().advance(std::chrono::milliseconds(1));
    CHECK(heard.back() == "later");
    CHECK(system.timers().pending() == 1);
}

TEST_CASE("several threads may send to an actor that runs on the caller's thread") {
    class Counter : public Actor {
    public:
        using Accepts = Messages<Later, WhereAreYou>;
        void on(const Later&) { ++count_; }
        int on(const WhereAreYou&) { return count_; }

    private:
        int count_ = 0;
    };
    System system;
    const auto counter =
        system.spawn<Counter>(Props("counter").on(std::make_shared<InlineScheduler>()));
    std::vector<std::thread> senders;
    for (int s = 0; s < 3; ++s)
        senders.emplace_back([&] {
            for (int i = 0; i < 2000; ++i) counter.send(Later{});
        });
    for (auto& sender : senders) sender.join();
    CHECK(system.ask(counter, WhereAreYou{}).get() == 6000);
}

TEST_CASE("an actor of a loop runs when the loop says so, on the loop's thread") {
    std::atomic<int> woken{0};
    const auto loop = std::make_shared<LoopScheduler>([&] { ++woken; });
    System system;
    const auto resident = system.spawn<Resident>(Props("resident").on(loop));
    auto answer = system.ask(resident, WhereAreYou{});
    CHECK_FALSE(answer.ready());
    CHECK(woken > 0);
    CHECK(loop->run_ready() > 0);
    REQUIRE(answer.ready());
    CHECK(answer.get() == here());
    CHECK(loop->run_ready() == 0);
}

TEST_CASE("a system ends although its loop does not run any more") {
    const auto loop = std::make_shared<LoopScheduler>();
    std::vector<std::string> heard;
    {
        System system;
        const auto voice = system.spawn<Voice>(Props("voice").on(loop), &heard, Ref<Voice>());
        voice.send(Say{"unheard"});
    }
    CHECK(heard.empty());
}

TEST_CASE("children are run by the system's workers, also those of a pinned actor") {
    class Parent : public Actor {
    public:
        using Accepts = Messages<WhereAreYou>;
        void on(const Started&, Context& context) { child_ = context.spawn<Resident>("child"); }
        Deferred<bool> on(const WhereAreYou&, Context& context) {
            auto later = context.defer<bool>();
            context.ask(child_, WhereAreYou{},
                        [later, mine = here()](std::thread::id its, Context&) {
                            later.reply(its != mine);
                        });
            return later;
        }

    private:
        Ref<Resident> child_;
    };
    System system{{.workers = 1}};
    const auto parent = system.spawn<Parent>(Props("parent").on(own_thread()));
    CHECK(system.ask(parent, WhereAreYou{}).get());
}

TEST_CASE("messages handled by other dispatchers count for the system") {
    System system;
    const auto before = system.handled();
    const auto resident =
        system.spawn<Resident>(Props("r").on(std::make_shared<InlineScheduler>()));
    for (int i = 0; i < 5; ++i) system.ask(resident, WhereAreYou{}).get();
    CHECK(system.handled() == before + 5);
}
