// Messages that an actor keeps for later.

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using Entries = std::vector<std::string>;

namespace {

struct Letter {
    std::string text;
};
struct Open {};
struct Question {
    int number = 0;
};

// Keeps letters and questions until it is opened.
class Desk : public Actor {
public:
    using Accepts = Messages<Letter, Open, Question, Fail>;
    explicit Desk(std::shared_ptr<Log> log) : log_(std::move(log)) {}

    void on(Letter&& letter, Context& context) {
        if (!open_) return context.stash();
        log_->note(letter.text + (context.sender() ? " from someone" : ""));
    }
    int on(const Question& question, Context& context) {
        if (!open_) context.stash();
        return question.number * 2;
    }
    void on(const Open&, Context& context) {
        open_ = true;
        context.unstash_all();
    }
    void on(const Fail& fail) { throw std::runtime_error(fail.text); }

private:
    std::shared_ptr<Log> log_;
    bool open_ = false;
};

class Writer : public Actor {
public:
    using Accepts = Messages<Letter>;
    explicit Writer(Ref<Desk> desk) : desk_(desk) {}
    void on(const Letter& letter) { desk_.send(letter); }

private:
    Ref<Desk> desk_;
};

struct Office {
    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    Ref<Desk> desk = stepped.system.spawn<Desk>("desk", log);
};

}  // namespace

TEST_CASE("what was stashed comes back in order, before what came later") {
    Office office;
    for (const char* text : {"a", "b", "c"}) office.desk.send(Letter{text});
    office.stepped.run();
    CHECK(office.log->entries().empty());
    office.desk.send(Open{});
    office.desk.send(Letter{"d"});
    office.stepped.run();
    CHECK(office.log->entries() == Entries{"a", "b", "c", "d"});
}

TEST_CASE("what was stashed comes back also when nothing else waits") {
    Office office;
    office.desk.send(Letter{"a"});
    office.desk.send(Open{});
    office.stepped.run();
    office.desk.send(Letter{"b"});
    office.stepped.run();
    CHECK(office.log->entries() == Entries{"a", "b"});
}

TEST_CASE("a stashed message keeps its sender") {
    Office office;
    office.stepped.system.spawn<Writer>("w", office.desk).send(Letter{"a"});
    office.stepped.run();
    office.desk.send(Open{});
    office.stepped.run();
    CHECK(office.log->entries() == Entries{"a from someone"});
}

TEST_CASE("a stashed ask is answered when it is handled, not before") {
    Office office;
    auto answer = office.stepped.system.ask(office.desk, Question{21});
    office.stepped.run();
    CHECK_FALSE(answer.ready());
    office.desk.send(Open{});
    office.stepped.run();
    CHECK(answer.get() == 42);
}

TEST_CASE("a restart gives the stash back to the mailbox") {
    Office office;
    office.desk.send(Letter{"a"});
    office.desk.send(Fail{});
    office.desk.send(Open{});
    office.stepped.run();
    CHECK(office.log->entries() == Entries{"a"});
}

TEST_CASE("a stop makes the stash dead letters, and answers who asked") {
    Office office;
    office.desk.send(Letter{"a"});
    auto answer = office.stepped.system.ask(office.desk, Question{1});
    office.stepped.run();
    auto stopped = office.stepped.system.stop(office.desk);
    office.stepped.run();
    CHECK(office.stepped.steps.dead_letters() == 2);
    CHECK_THROWS_AS(answer.get(), AskFailed);
}

TEST_CASE("a mailbox that was stashed from and refilled still counts right") {
    Office office;
    for (int i = 0; i < 5; ++i) office.desk.send(Letter{"x"});
    office.desk.send(Open{});
    office.stepped.run();
    office.desk.send(Letter{"y"});
    probe::ActorSample sample;
    runtime::cells::find(office.desk.id)->sample(office.stepped.system, sample);
    CHECK(sample.mailbox == 1);
}
