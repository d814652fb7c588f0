// "Roles sink / stream / joint; outputs broadcast with lag reported to slow readers;
// clients usable before launch."

#include <doctest/doctest.h>

#include <type_traits>

#include "tests/runtime/stream/stream_cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

// Broadcasts what its sources bring; nobody can send to it.
class Relay : public Stream<std::string> {
public:
    using Stream::Stream;
    using Accepts = Messages<Word>;
    void on(const Word& word) { broadcast(word.text); }
};

// Throws a number back and forth, with an edge to the other side.
class Player : public Sink {
public:
    using Accepts = Messages<Number>;
    Player(Place place, std::shared_ptr<Log> log) : Sink(place), log_(std::move(log)) {}
    void on(const Number& ball, Context& context) {
        log_->note(std::to_string(ball.value));
        if (ball.value == 0) return shutdown(context);
        edge<SinkClient<Player>>()->send(Number{ball.value - 1});
    }

private:
    std::shared_ptr<Log> log_;
};

// Never answers, or only by its end.
class Silent : public Sink {
public:
    using Sink::Sink;
    using Accepts = Messages<Sum, Break, Quit>;
    Deferred<int> on(const Sum&, Context& context) {
        held_.push_back(context.defer<int>());
        return held_.back();
    }
    int on(const Break&) { throw std::runtime_error("broken"); }
    void on(const Quit&, Context& context) { shutdown(context); }

private:
    std::vector<Deferred<int>> held_;
};

std::vector<std::int64_t> read_all(const StreamClient<std::int64_t>& client) {
    std::vector<std::int64_t> values;
    while (const auto heard = client.try_next()) values.push_back(std::get<0>(*heard));
    return values;
}

}  // namespace

TEST_CASE("a sink takes what clients send, in order") {
    Studio studio;
    const auto client = studio.listener().launch();
    CHECK(client.send(Word{"one"}) == Sent::Delivered);
    CHECK(client.send(Word{"two"}) == Sent::Delivered);
    CHECK(studio.run() == Entries{"started", "one", "two"});
}

TEST_CASE("a launched actor has its name") {
    Studio studio;
    const auto client = studio.listener().launch("listener");
    CHECK(studio.stepped.system.find("listener") == Ref<>(client.ref()));
}

TEST_CASE("a draft whose name is taken says so, and ends") {
    Studio studio;
    const auto first = studio.listener().launch("listener");
    auto draft = studio.listener();
    const auto client = draft.client();
    CHECK_THROWS_AS(draft.launch("listener"), NameTaken);
    CHECK(client.is_closed());
    CHECK_THROWS_AS(draft.launch(), std::logic_error);
}

TEST_CASE("a client answers NoSuchActor once the actor is gone, and knows it is closed") {
    Studio studio;
    const auto client = studio.listener().launch();
    CHECK_FALSE(client.is_closed());
    client.send(Quit{});
    studio.run();
    CHECK(client.is_closed());
    CHECK(client.send(Word{"late"}) == Sent::NoSuchActor);
}

TEST_CASE("an empty client sends to nobody") {
    const SinkClient<Listener> nobody;
    CHECK(nobody.is_closed());
    CHECK(nobody.send(Word{"lost"}) == Sent::NoSuchActor);
    CHECK_THROWS_AS(nobody.track(Sum{}).get(), NoSuchActor);
}

TEST_CASE("a tracker gives the answer") {
    Studio studio;
    const auto client = studio.listener().launch();
    client.send(Number{40});
    client.send(Number{2});
    auto answer = client.track(Sum{});
    studio.run();
    CHECK(answer.get() == 42);
}

TEST_CASE("a tracker tells by a typed error that the actor is gone, and never hangs or panics") {
    Studio studio;
    const auto client = Draft<Silent>(studio.stepped.system).launch();
    auto dropped = client.track(Sum{});
    auto failed = client.track(Break{});
    client.send(Quit{});
    auto unread = client.track(Sum{});
    studio.run();
    CHECK_THROWS_AS(dropped.get(), AskFailed);
    CHECK_THROWS_AS(failed.get(), AskFailed);
    CHECK_THROWS_AS(unread.get(), AskFailed);
    CHECK_THROWS_AS(client.track(Sum{}).get(), NoSuchActor);
}

TEST_CASE("a tracker of a draft that is never launched has no answer") {
    Studio studio;
    auto draft = std::make_unique<Draft<Listener>>(studio.stepped.system, studio.log);
    auto answer = draft->client().track(Sum{});
    CHECK_THROWS_AS(answer.get(1ms), AskTimedOut);
    draft.reset();
    CHECK_THROWS_AS(answer.get(), NoSuchActor);
}

TEST_CASE("messages and questions that are sent before the launch wait for it, in order") {
    Studio studio;
    auto draft = studio.listener();
    const auto early = draft.client();
    early.send(Word{"one"});
    early.send(Number{2});
    auto answer = early.track(Sum{});
    CHECK(studio.run().empty());
    const auto client = draft.launch();
    client.send(Word{"three"});
    CHECK(studio.run() == Entries{"started", "one", "2", "three"});
    CHECK(answer.get() == 2);
}

TEST_CASE("what is sent to a draft that is never launched is for nobody") {
    Studio studio;
    auto draft = std::make_unique<Draft<Listener>>(studio.stepped.system, studio.log);
    const auto client = draft->client();
    auto [feed, words] = channel<std::string>();
    draft->attach(std::move(words), to_word);
    draft.reset();
    CHECK(client.is_closed());
    CHECK(client.send(Word{"lost"}) == Sent::NoSuchActor);
    CHECK(feed.push("lost") == Fed::Closed);
}

TEST_CASE("clients that are there before the launch let cycles be wired") {
    Studio studio;
    Draft<Player> left(studio.stepped.system, studio.log);
    Draft<Player> right(studio.stepped.system, studio.log);
    left.add_edge(right.client());
    right.add_edge(left.client());
    left.launch().send(Number{3});
    right.launch();
    CHECK(studio.run() == Entries{"3", "2", "1", "0"});
}

TEST_CASE("an actor drafts another in its own turn, as its child") {
    class Parent : public Actor {
    public:
        using Accepts = Messages<Word>;
        explicit Parent(std::shared_ptr<Log> log) : log_(std::move(log)) {}
        void on(const Word& word, Context& context) {
            Draft<Listener>(context, log_).attach(std::vector<Word>{word}).launch("child");
            log_->note(std::to_string(context.child_count()));
        }

    private:
        std::shared_ptr<Log> log_;
    };
    Studio studio;
    studio.stepped.system.spawn<Parent>("parent", studio.log).send(Word{"hello"});
    CHECK(studio.run() == Entries{"1", "started", "hello", "stopped"});
}

TEST_CASE("every reader of a stream gets every output from when it began") {
    Studio studio;
    auto [feed, words] = channel<std::string>();
    const auto first =
        Draft<Relay>(studio.stepped.system).attach(std::move(words), to_word).launch();
    feed.push("one");
    studio.run();
    const auto second = first;  // A clone begins now.
    feed.push("two");
    studio.run();
    CHECK(std::get<0>(*first.try_next()) == "one");
    CHECK(std::get<0>(*first.try_next()) == "two");
    CHECK_FALSE(first.try_next());
    CHECK(std::get<0>(*second.try_next()) == "two");
    CHECK_FALSE(second.try_next());
}

TEST_CASE("an output without a reader is dropped") {
    Studio studio;
    auto draft = Draft<Doubler>(studio.stepped.system);
    auto [sink, stream] = draft.launch().split();
    stream = {};
    sink.send(Number{1});
    studio.run();
    CHECK(sink.figures().readers.empty());
}

TEST_CASE("a slow reader is told how many outputs it missed, where they are missing") {
    Studio studio;
    const auto client = Draft<Doubler>(studio.stepped.system).launch();
    for (int i = 0; i < 130; ++i) client.send(Number{i});
    studio.run();
    CHECK(client.stream().waiting() == 100);  // The default.
    const auto first = client.try_next();
    REQUIRE(first);
    CHECK(std::get<Missed>(*first).count == 30);
    CHECK(read_all(client.stream()).front() == 60);
    CHECK(client.stream().missed() == 30);
    client.send(Number{1});
    studio.run();
    CHECK(std::get<0>(*client.try_next()) == 2);  // Told once.
}

TEST_CASE("a slow reader holds up neither the actor nor another reader") {
    Studio studio;
    const auto slow = Draft<Doubler>(studio.stepped.system).buffer_outputs(5).launch();
    const StreamClient<std::int64_t> quick = slow.stream();
    for (int i = 0; i < 50; ++i) {
        slow.send(Number{i});
        studio.run();
        CHECK(read_all(quick) == std::vector<std::int64_t>{i * 2});
    }
    CHECK(quick.missed() == 0);
    CHECK(slow.stream().missed() == 45);
}

TEST_CASE("an actor that reads another too slowly is told, if it accepts that, and counted") {
    Studio studio;
    const auto doubler = Draft<Doubler>(studio.stepped.system).buffer_outputs(3).launch();
    StreamClient<std::int64_t> late = doubler.stream();
    for (int i = 1; i <= 10; ++i) doubler.send(Number{i});
    studio.run();
    const auto listener = studio.listener().attach(std::move(late), numbers_from("n")).launch();
    CHECK(studio.run() == Entries{"started", "missed 7", "n16", "n18", "n20"});
    CHECK(listener.figures().sources.at(0).missed == 7);
    CHECK(listener.figures().sources.at(0).items == 3);
}

TEST_CASE("a reader that waits is woken by an output, and by the end") {
    System system{{.name = "pool", .workers = 1}};
    const auto client = Draft<Doubler>(system).launch();
    std::thread sender([sink = client.sink()] {
        sink.send(Number{21});
        sink.send(Quit{});
    });
    const auto heard = client.next(20s);
    REQUIRE(heard);
    CHECK(std::get<0>(*heard) == 42);
    CHECK_FALSE(client.next(20s));
    CHECK(client.ended());
    sender.join();
}

TEST_CASE("what was broadcast before the end can still be read") {
    Studio studio;
    const auto client = Draft<Doubler>(studio.stepped.system).launch();
    client.send(Number{1});
    client.send(Quit{});
    studio.run();
    CHECK_FALSE(client.ended());
    CHECK(std::get<0>(*client.try_next()) == 2);
    CHECK(client.ended());
}

TEST_CASE("a joint client sends, tracks and reads, and can be split") {
    Studio studio;
    auto client = Draft<Doubler>(studio.stepped.system).launch();
    client.send(Number{4});
    auto sum = client.track(Sum{});
    studio.run();
    CHECK(sum.get() == 4);
    CHECK(std::get<0>(*client.try_next()) == 8);
    auto [sink, stream] = std::move(client).split();
    sink.send(Number{5});
    studio.run();
    CHECK(std::get<0>(*stream.try_next()) == 10);
}

TEST_CASE("a handler may not wait for an output") {
    class Impatient : public Sink {
    public:
        using Accepts = Messages<Sum>;
        Impatient(Place place, std::shared_ptr<Log> log, StreamClient<std::int64_t> stream)
            : Sink(place), log_(std::move(log)), stream_(std::move(stream)) {}
        void on(const Sum&) {
            try {
                stream_.next(1ms);
            } catch (const std::logic_error& error) {
                log_->note(error.what());
            }
        }

    private:
        std::shared_ptr<Log> log_;
        StreamClient<std::int64_t> stream_;
    };
    Studio studio;
    const auto doubler = Draft<Doubler>(studio.stepped.system).launch();
    const auto client =
        Draft<Impatient>(studio.stepped.system, studio.log, doubler.stream()).launch();
    client.send(Sum{});
    CHECK(studio.run() ==
          Entries{"a handler may not wait for another actor: attach to it instead"});
}

TEST_CASE("the role of an actor says what its client can do") {
    static_assert(std::is_same_v<Draft<Listener>::Client, SinkClient<Listener>>);
    static_assert(std::is_same_v<Draft<Relay>::Client, StreamClient<std::string>>);
    static_assert(std::is_same_v<Draft<Doubler>::Client, JointClient<Doubler>>);
}
