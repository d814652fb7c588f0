#include "runtime/core/dead_letter_log.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;
using Entries = std::vector<std::string>;

namespace {

struct Office {
    explicit Office(std::uint32_t lines = 3)
        : stepped(1, {.log = [log = log](std::string_view line) { log->note(std::string(line)); },
                      .dead_letter_lines_per_second = lines}) {
        hand = stepped.system.spawn<Stagehand>("hand", std::make_shared<Log>());
        stepped.stop(hand);
    }
    void lose(int letters) {
        for (int i = 0; i < letters; ++i) hand.send(Word{"x"});
    }
    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    Ref<Stagehand> hand;
};

}  // namespace

TEST_CASE("a dead letter is written down by default, with its type, its target and its cause") {
    Office office;
    office.lose(1);
    REQUIRE(office.log->entries().size() == 1);
    const auto line = office.log->entries()[0];
    CHECK(line.starts_with("dead letter: " + runtime::type_name<Word>() + " to "));
    CHECK(line.ends_with(": there is no such actor, or it has stopped"));
}

TEST_CASE("a target that still lives is called by its path") {
    Office office;
    const Ref<> other = office.stepped.system.spawn<Stagehand>("other", std::make_shared<Log>());
    struct Strange {};
    other.send(Strange{});
    REQUIRE(office.log->entries().size() == 1);
    CHECK(office.log->entries()[0].find(" to test/other: ") != std::string::npos);
}

TEST_CASE("beyond so many lines in a second the rest is only counted, and told as one line") {
    Office office;
    office.lose(10);
    CHECK(office.log->entries().size() == 3);
    office.stepped.advance(1s);
    REQUIRE(office.log->entries().size() == 4);
    CHECK(office.log->entries()[3] == "… and 7 dead letters more");
    office.lose(1);
    CHECK(office.log->entries().size() == 5);
}

TEST_CASE("a second in which nothing was hidden has no line of its own") {
    Office office;
    office.lose(3);
    office.stepped.advance(5s);
    office.lose(2);
    CHECK(office.log->entries().size() == 5);
}

TEST_CASE("no lines a second is silence, and every letter is still counted and told") {
    Office office(0);
    int told = 0;
    office.stepped.system.events().subscribe<DeadLetter>([&](const DeadLetter&) { ++told; });
    const auto before = office.stepped.system.dead_letters();
    office.lose(5);
    office.stepped.advance(2s);
    CHECK(office.log->entries().empty());
    CHECK(told == 5);
    CHECK(office.stepped.system.dead_letters() == before + 5);
}

TEST_CASE("a log that throws harms nobody who sends") {
    SteppedSystem stepped(1, {.log = [](std::string_view) { throw std::runtime_error("full"); }});
    const auto hand = stepped.system.spawn<Stagehand>("hand", std::make_shared<Log>());
    stepped.stop(hand);
    int told = 0;
    stepped.system.events().subscribe<DeadLetter>([&](const DeadLetter&) { ++told; });
    for (int i = 0; i < 2; ++i) CHECK_NOTHROW(hand.send(Word{"x"}));
    CHECK(told == 2);
}
