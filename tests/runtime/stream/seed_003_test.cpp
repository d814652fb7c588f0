// Sentences of the third seed, each kept by a test.

#include <doctest/doctest.h>

#include "tests/runtime/stream/stream_cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

struct Step {
    int left = 0;
};
struct Coin {};
struct Push {};
struct SpawnTwo {};

// Sends itself the next step until none is left.
class Stepper : public Sink {
public:
    using Accepts = Messages<Step>;
    Stepper(Place place, std::shared_ptr<Log> log) : Sink(place), log_(std::move(log)) {}
    void on(const Step& step, Context& context) {
        log_->note(std::to_string(step.left));
        if (step.left > 0) loopback(context, [left = step.left] { return Step{left - 1}; });
    }
    void on(const Stopped&) { log_->note("stopped"); }

private:
    std::shared_ptr<Log> log_;
};

// Locked until a coin comes; a state machine.
class Turnstile : public Joint<std::string> {
public:
    using Joint::Joint;
    using Accepts = Messages<Coin, Push>;
    void on(const Coin&, Context& context) {
        context.become(Behaviour("open")
                           .on<Push>([this](const Push&, Context& turn) {
                               broadcast("passes");
                               turn.pop();
                           })
                           .on<Coin>([this](const Coin&, Context&) { broadcast("thanks"); }));
    }
    void on(const Push&) { broadcast("locked"); }
};

class Founder : public Sink {
public:
    using Accepts = Messages<SpawnTwo>;
    Founder(Place place, std::shared_ptr<Log> log) : Sink(place), log_(std::move(log)) {}
    void on(const SpawnTwo&, Context& context) {
        Draft<Listener>(context, log_).attach(std::vector<Word>{{"first"}}).launch("first");
        Draft<Listener>(context, log_).attach(std::vector<Word>{{"second"}}).launch("second");
    }

private:
    std::shared_ptr<Log> log_;
};

}  // namespace

TEST_CASE("seed 003: an actor is a state machine that sits and waits for a message") {
    Studio studio;
    const auto turnstile = Draft<Turnstile>(studio.stepped.system).launch();
    turnstile.send(Push{});
    turnstile.send(Coin{});
    turnstile.send(Coin{});
    turnstile.send(Push{});
    turnstile.send(Push{});
    studio.run();
    std::string heard;
    while (const auto output = turnstile.try_next()) heard += std::get<0>(*output) + ' ';
    CHECK(heard == "locked thanks passes locked ");
}

TEST_CASE("seed 003: there is no restriction on where messages need to come from") {
    Studio studio;
    auto [feed, words] = channel<std::string>();
    Draft<Doubler> doubler(studio.stepped.system);
    doubler.attach(std::vector<Number>{{1}});
    const auto client = studio.listener()
                            .attach(std::move(words), to_word)
                            .attach(Ticker(1ms, Word{"tick"}, 1))
                            .attach(doubler.client().stream(), numbers_from("twice "))
                            .attach(std::vector<Word>{{"generated"}})
                            .launch();
    doubler.launch();
    client.send(Word{"sent"});
    feed.push("pushed");
    studio.run();
    studio.pass(5ms);
    for (const char* word : {"tick", "twice 2", "generated", "sent", "pushed"})
        CHECK(contains(studio.log->entries(), word));
}

TEST_CASE("seed 003: an actor could send a message to itself, sort of like a loopback") {
    Studio studio;
    Draft<Stepper>(studio.stepped.system, studio.log).launch().send(Step{3});
    CHECK(studio.run() == Entries{"3", "2", "1", "0", "stopped"});
}

TEST_CASE("seed 003: create a finite number of new actors") {
    Studio studio;
    const auto founder = Draft<Founder>(studio.stepped.system, studio.log).launch();
    founder.send(SpawnTwo{});
    studio.run();
    CHECK(contains(studio.log->entries(), "first"));
    CHECK(contains(studio.log->entries(), "second"));
}

TEST_CASE("seed 003: send a finite number of messages to other actors") {
    class Herald : public Sink {
    public:
        using Sink::Sink;
        using Accepts = Messages<Word>;
        void on(const Word& word) {
            for (const auto& listener : *edge<std::vector<SinkClient<Listener>>>())
                listener.send(word);
        }
    };
    Studio studio;
    Draft<Herald>(studio.stepped.system)
        .add_edge(std::vector{studio.listener().launch(), studio.listener().launch()})
        .launch()
        .send(Word{"hear"});
    CHECK(from(studio.run(), "hear").size() == 2);
}

TEST_CASE("seed 003: designate the behavior to be used for the next message it receives") {
    Studio studio;
    const auto turnstile = Draft<Turnstile>(studio.stepped.system).launch();
    turnstile.send(Coin{});
    turnstile.send(Push{});
    studio.run();
    CHECK(std::get<0>(*turnstile.try_next()) == "passes");
}

TEST_CASE(
    "seed 003: the inside is a collection of streams and futures, the outside a thing that "
    "consumes and emits messages") {
    Studio studio;
    JointClient<Turnstile> outside = Draft<Turnstile>(studio.stepped.system)
                                         .attach(std::vector<Coin>(1))
                                         .attach(Ticker(1ms, Push{}, 1))
                                         .launch();
    studio.run();
    studio.pass(5ms);
    CHECK(std::get<0>(*outside.try_next()) == "passes");
}
