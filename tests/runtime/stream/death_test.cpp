// "Natural death when no input can ever come again; both shutdown forms (drop or finish
// background tasks)", permanent and transient actors, and what an actor died of.

#include <doctest/doctest.h>

#include "tests/runtime/stream/stream_cast.hpp"

using namespace callboard;
using namespace callboard::tests;

namespace {

class Monument : public Permanent<Sink> {
public:
    using Accepts = Messages<Word>;
    Monument(Place place, std::shared_ptr<Log> log) : Permanent(place), log_(std::move(log)) {}
    void on(const Word& word) { log_->note(word.text); }

    template <class Self>
    static constexpr bool can_shut_down = requires(Self& self, Context& context) {
        self.shutdown(context);
    };

private:
    std::shared_ptr<Log> log_;
};

// Gives itself something new to wait for with its last message.
class Phoenix : public Sink {
public:
    using Accepts = Messages<Word, Number>;
    Phoenix(Place place, std::shared_ptr<Log> log) : Sink(place), log_(std::move(log)) {}
    void on(const Word& word, Context& context) {
        log_->note(word.text);
        attach(context, std::vector<Number>{{1}, {2}});
    }
    void on(const Number& number) { log_->note(std::to_string(number.value)); }
    void on(const Stopped&) { log_->note("stopped"); }

    template <class Self>
    static constexpr bool can_shut_down = requires(Self& self, Context& context) {
        self.shutdown(context);
    };

private:
    std::shared_ptr<Log> log_;
};

// Stops when it has failed once.
class Stern : public Actor {
public:
    using Accepts = Messages<Word>;
    explicit Stern(std::shared_ptr<Log> log, std::shared_ptr<SinkClient<Listener>> client)
        : log_(std::move(log)), client_(std::move(client)) {}
    Supervision supervision() const {
        return {.decider = [](const Failure&) { return Directive::Stop; }};
    }
    void on(const Word&, Context& context) { *client_ = Draft<Listener>(context, log_).launch(); }

private:
    std::shared_ptr<Log> log_;
    std::shared_ptr<SinkClient<Listener>> client_;
};

}  // namespace

TEST_CASE("an actor that nothing can come to ends at once, started and stopped") {
    Studio studio;
    studio.listener().launch();
    CHECK(studio.run() == Entries{"started", "stopped"});
}

TEST_CASE("a sink dies when its last client goes, and handles first what they sent") {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        Studio studio(seed);
        auto client = studio.listener().launch();
        auto copy = client;
        client.send(Word{"one"});
        client = {};
        studio.stepped.steps.step();
        CHECK(copy.cause() == std::nullopt);
        copy.send(Word{"two"});
        copy = {};
        CHECK(studio.run() == Entries{"started", "one", "two", "stopped"});
    }
}

TEST_CASE("an open source keeps an actor alive that has no client") {
    Studio studio;
    auto [feed, words] = channel<std::string>();
    studio.listener().attach(std::move(words), to_word).launch();
    CHECK(studio.run() == Entries{"started"});
    feed.push("still here");
    CHECK(studio.run() == Entries{"started", "still here"});
}

TEST_CASE("a reader keeps no actor alive") {
    Studio studio;
    auto [sink, stream] = Draft<Doubler>(studio.stepped.system).launch().split();
    studio.run();
    CHECK_FALSE(sink.is_closed());
    sink = {};
    studio.run();
    CHECK(stream.ended());
    CHECK(stream.cause() == Cause::NothingCanCome);
}

TEST_CASE("a plain reference keeps no stream actor alive") {
    Studio studio;
    auto client = studio.listener().launch();
    const Ref<Listener> plain = client.ref();
    client = {};
    studio.run();
    CHECK_FALSE(plain.alive());
}

TEST_CASE("an actor that finds a new source with its last message lives on") {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        Studio studio(seed);
        Draft<Phoenix>(studio.stepped.system, studio.log).launch().send(Word{"last"});
        CHECK(studio.run() == Entries{"last", "1", "2", "stopped"});
    }
}

TEST_CASE("the death of one actor runs down the pipeline behind it") {
    Studio studio;
    Draft<Doubler> first(studio.stepped.system);
    Draft<Doubler> second(studio.stepped.system);
    first.attach(std::vector<Number>{{1}, {2}, {3}});
    second.attach(first.client().stream(), numbers_from(""));
    studio.listener().attach(second.client().stream(), numbers_from("n")).launch();
    second.launch();
    first.launch();
    CHECK(studio.run() == Entries{"started", "n4", "n8", "n12", "stopped"});
    CHECK(figures_of(studio.stepped.system).empty());
}

TEST_CASE("a pipeline that runs dry leaves no dead letters behind") {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        Studio studio(seed);
        const auto before = studio.stepped.system.dead_letters();
        Draft<Doubler> doubler(studio.stepped.system);
        doubler.attach(std::vector<Number>(200));
        auto [feed, words] = channel<std::string>();
        studio.listener()
            .attach(doubler.client().stream(), numbers_from("n"))
            .attach(std::move(words), to_word)
            .launch();
        doubler.launch();
        studio.run();
        { const auto gone = std::move(feed); }
        CHECK(studio.run().back() == "stopped");
        CHECK(studio.stepped.system.dead_letters() == before);
    }
}

TEST_CASE("nothing is handled before the actor has started, or after it has stopped") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        CAPTURE(seed);
        Studio studio(seed);
        auto draft = studio.listener();
        draft.client().send(Word{"sent"});
        const auto client = draft.attach(std::vector<Word>(20, Word{"drawn"})).launch();
        client.send(Quit{});
        const Entries entries = studio.run();
        CHECK(entries.front() == "started");
        CHECK(entries.back() == "stopped");
    }
}

TEST_CASE("a shutdown comes after the message at hand, and drops what waits") {
    Studio studio;
    const auto client = studio.listener().launch();
    client.send(Word{"before"});
    client.send(Quit{});
    client.send(Word{"after"});
    const auto dead = studio.stepped.system.dead_letters();
    CHECK(studio.run() == Entries{"started", "before", "stopped"});
    CHECK(studio.stepped.system.dead_letters() == dead + 1);
}

TEST_CASE("a shutdown closes the actor's sources") {
    Studio studio;
    auto [feed, words] = channel<std::string>();
    const auto client = studio.listener().attach(std::move(words), to_word).launch();
    client.send(Quit{});
    studio.run();
    CHECK(client.figures().open_sources == 0);
    CHECK(feed.push("late") == Fed::Closed);
}

TEST_CASE("a permanent actor can not shut itself down, a transient one can") {
    static_assert(!Monument::can_shut_down<Monument>);
    static_assert(Phoenix::can_shut_down<Phoenix>);
    Studio studio;
    const auto client = Draft<Monument>(studio.stepped.system, studio.log).launch();
    client.send(Word{"stands"});
    CHECK(studio.run() == Entries{"stands"});
    CHECK_FALSE(client.is_closed());
}

TEST_CASE("what an actor died of is known to who holds a client") {
    Studio studio;
    const auto cause_after = [&](auto act) {
        const auto client = studio.listener().launch();
        studio.run();
        CHECK(client.cause() == std::nullopt);
        act(client);
        studio.run();
        return client.figures().cause;
    };
    CHECK(cause_after([](const auto& client) { client.send(Quit{}); }) == Cause::Shutdown);
    CHECK(cause_after([](const auto& client) { client.send(Quit{.finish = true}); }) ==
          Cause::ShutdownAndFinish);
    CHECK(cause_after([&](const auto& client) { studio.stepped.system.stop(client.ref()); }) ==
          Cause::Stopped);
    CHECK(cause_after([&](const auto& client) {  // One failure is forgiven by a restart.
              client.send(Break{});
              studio.run();
              studio.stepped.system.stop(client.ref());
          }) == Cause::Stopped);
    auto [sink, stream] = Draft<Doubler>(studio.stepped.system).launch().split();
    sink = {};
    studio.run();
    CHECK(stream.cause() == Cause::NothingCanCome);
    CHECK(to_text(*stream.cause()) == "nothing can come any more");
}

TEST_CASE("an actor that was stopped for a failure died of it") {
    Studio studio;
    const auto client = std::make_shared<SinkClient<Listener>>();
    studio.stepped.system.spawn<Stern>("stern", studio.log, client).send(Word{"begin"});
    studio.run();
    client->send(Break{});
    studio.run();
    CHECK(client->cause() == Cause::Failed);
}

TEST_CASE("a stream actor whose system ends is stopped, and its clients outlive both") {
    auto studio = std::make_unique<Studio>();
    const auto client = studio->listener().launch();
    const auto log = studio->log;
    studio->run();
    studio.reset();
    CHECK(client.is_closed());
    CHECK(client.cause() == Cause::Stopped);
    CHECK(Entries(log->entries()) == Entries{"started", "stopped"});
}
