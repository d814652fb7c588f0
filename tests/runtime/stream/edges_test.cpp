// "Edges (who holds a client of whom) are known, so that the wiring graph can be drawn",
// and what a probe would want is countable.

#include <doctest/doctest.h>

#include <map>

#include "tests/runtime/stream/stream_cast.hpp"

using namespace callboard;
using namespace callboard::tests;

namespace {

struct Forward {
    std::string text;
};
struct Hold {
    SinkClient<Listener> client;
};
struct LetGo {};

// Forwards words along its edges.
class Postman : public Sink {
public:
    using Sink::Sink;
    using Accepts = Messages<Forward, Hold, LetGo>;
    using Round = std::map<std::string, SinkClient<Listener>>;

    bool on(const Forward& forward) {
        if (const auto* round = edge<Round>())
            for (const auto& [street, listener] : *round)
                listener.send(Word{forward.text + street});
        const auto* one = edge<SinkClient<Listener>>();
        if (one != nullptr) one->send(Word{forward.text});
        return one != nullptr;
    }
    void on(const Hold& hold) {
        add_edge(hold.client);
        change_edge<Round>([&](Round& round) { round["new"] = hold.client; });
    }
    bool on(const LetGo&) { return remove_edge<SinkClient<Listener>>().has_value(); }
};

bool has(const System& system, const Edge& edge) {
    const auto edges = edges_of(system);
    return std::find(edges.begin(), edges.end(), edge) != edges.end();
}

}  // namespace

TEST_CASE("an actor adds, gets and removes its edges by their type") {
    Studio studio;
    const auto listener = studio.listener().launch();
    const auto postman = Draft<Postman>(studio.stepped.system).launch();
    auto none = postman.track(Forward{"lost"});
    postman.send(Hold{listener});
    auto one = postman.track(Forward{"found"});
    auto removed = postman.track(LetGo{});
    auto again = postman.track(LetGo{});
    studio.run();
    CHECK_FALSE(none.get());
    CHECK(one.get());
    CHECK(removed.get());
    CHECK_FALSE(again.get());
    CHECK(Entries(studio.log->entries()) == Entries{"started", "found"});
}

TEST_CASE("an edge keeps the actor at its end alive, and lets go when its holder ends") {
    Studio studio;
    auto listener = studio.listener().launch();
    auto postman = Draft<Postman>(studio.stepped.system).add_edge(listener).launch();
    listener = {};
    CHECK(studio.run() == Entries{"started"});
    postman = {};
    CHECK(studio.run() == Entries{"started", "stopped"});
}

TEST_CASE("an edge stays through a restart") {
    class Clumsy : public Sink {
    public:
        using Sink::Sink;
        using Accepts = Messages<Break, Sum>;
        void on(const Break&) { throw std::runtime_error("broken"); }
        bool on(const Sum&) { return edge<SinkClient<Listener>>() != nullptr; }
    };
    Studio studio;
    const auto clumsy =
        Draft<Clumsy>(studio.stepped.system).add_edge(studio.listener().launch()).launch();
    clumsy.send(Break{});
    auto kept = clumsy.track(Sum{});
    studio.run();
    CHECK(kept.get());
}

TEST_CASE("all edges of a system can be listed: who sends to whom and who reads whom") {
    Studio studio;
    System& system = studio.stepped.system;
    Draft<Doubler> doubler(system);
    const auto listener =
        studio.listener().attach(doubler.client().stream(), numbers_from("n")).launch();
    const auto doubler_client = doubler.launch();
    const auto postman = Draft<Postman>(system)
                             .add_edge(listener)
                             .add_edge(doubler_client)
                             .add_edge(doubler_client.stream())
                             .add_edge(Postman::Round{{"high", listener}, {"low", listener}})
                             .launch();
    studio.run();
    CHECK(has(system, {listener.ref(), doubler_client.ref(), Edge::Way::Reads}));
    CHECK(has(system, {postman.ref(), listener.ref(), Edge::Way::Sends}));
    CHECK(has(system, {postman.ref(), doubler_client.ref(), Edge::Way::Both}));
    CHECK(has(system, {postman.ref(), doubler_client.ref(), Edge::Way::Reads}));
    CHECK(edges_of(system).size() == 6);

    auto removed = postman.track(LetGo{});
    postman.send(Hold{listener});
    studio.run();
    CHECK(edges_of(system).size() == 7);  // One more in the container.

    SteppedSystem other;
    CHECK(edges_of(other.system).empty());
}

TEST_CASE("an edge to a draft is drawn once it is launched") {
    Studio studio;
    auto listener = studio.listener();
    const auto postman = Draft<Postman>(studio.stepped.system).add_edge(listener.client()).launch();
    studio.run();
    CHECK(edges_of(studio.stepped.system).empty());
    const auto client = listener.launch();
    CHECK(has(studio.stepped.system, {postman.ref(), client.ref(), Edge::Way::Sends}));
}

TEST_CASE("what a probe would want of a stream actor is counted") {
    Studio studio;
    auto [feed, numbers] = channel<Number>();
    auto client = Draft<Doubler>(studio.stepped.system).attach(std::move(numbers)).launch();
    const auto reader = client.stream();
    feed.push({1});
    feed.push({2});
    studio.run();
    static_cast<void>(reader.try_next());

    const auto all = figures_of(studio.stepped.system);
    REQUIRE(all.size() == 1);
    const StageFigures& figures = all.front();
    CHECK(figures.actor == Ref<>(client.ref()));
    CHECK(figures.clients == 1);
    CHECK(figures.open_sources == 1);
    CHECK(figures.pending_tasks == 0);
    CHECK(figures.managed_tasks == 0);
    CHECK_FALSE(figures.cause);
    REQUIRE(figures.sources.size() == 1);
    CHECK(figures.sources[0].items == 2);
    REQUIRE(figures.readers.size() == 2);
    CHECK(figures.readers[0].waiting == 2);
    CHECK(figures.readers[1].waiting == 1);
    CHECK(figures.readers[1].missed == 0);
    CHECK(figures.readers[1].capacity == 100);
}
