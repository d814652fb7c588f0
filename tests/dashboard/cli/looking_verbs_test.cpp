#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/dashboard/cli/fake_program.hpp"

using namespace callboard;
using namespace callboard::tests;
using Json = nlohmann::json;

TEST_CASE("ls lists actors under their titles, foremost first") {
    CommandLine line;
    CHECK(line.run("ls") == 0);
    CHECK(line.out() ==
          "   NAME   KIND     STATE      MAILBOX  RECEIVED  FAILED  RESTARTS  PATH\n"
          "◐  alice  Account  busy         1,500    48,000       0         0  bank/alice\n"
          "○  bank   Bank     idle             0         0       0         0  bank\n"
          "Ⅱ  bob    Account  suspended        0         0       2         1  bank/bob\n"
          "○  till   Till     idle             0         0       0         0  bank/alice/till\n"
          "○  till   Till     idle             0         0       0         0  bank/bob/till\n"
          "5 · ranked by mailbox\n");
}

TEST_CASE("ls takes a filter of many words and says what it left out") {
    CommandLine line;
    CHECK(line.run("ls kind:Account !state:busy --sort name") == 0);
    CHECK(has(line.out(), "bob"));
    CHECK_FALSE(has(line.out(), "alice"));
    CHECK(has(line.out(), "1 of 5 · ranked by name"));
}

TEST_CASE("ls that finds nothing says so and is no error") {
    CommandLine line;
    CHECK(line.run("ls nowhere") == 0);
    CHECK(line.out() == "0 of 5 · ranked by mailbox\n");
}

TEST_CASE("a filter that can not be read is wrong use, with the reason") {
    CommandLine line;
    CHECK(line.run("ls state:bsy") == 2);
    CHECK(has(line.err(), "no state \"bsy\""));
    CHECK(line.out().empty());
}

TEST_CASE("ls in JSON is a list of actors") {
    CommandLine line;
    CHECK(line.run("ls --json mailbox>0") == 0);
    const auto list = Json::parse(line.out());
    REQUIRE(list.size() == 1);
    CHECK(list[0]["path"] == "bank/alice");
    CHECK(list[0]["id"] == "2:1");
    CHECK(list[0]["mailbox"] == 1500);
    CHECK_FALSE(list[0].contains("rate"));
}

TEST_CASE("a filter on rates waits until there are some") {
    CommandLine line;
    line.link().frames_.push_back(frame(14).actor({.id = id(3),
                                                   .parent = id(1),
                                                   .name = probe::NameId{4},
                                                   .kind = probe::NameId{5},
                                                   .received = 900}));
    CHECK(line.run("ls rate>1 --json") == 0);
    const auto list = Json::parse(line.out());
    REQUIRE(list.size() == 1);
    CHECK(list[0]["rate"].get<double>() > 1);
}

TEST_CASE("a program that sends no whole picture runs into the timeout") {
    CommandLine line;
    line.link().frames_ = {frame(1).actor({.id = id(1)})};
    CHECK(line.run("ls --timeout 0.02") == 4);
    CHECK(has(line.err(), "did not send a whole picture"));
}

TEST_CASE("a program that is not there can not be connected to") {
    CommandLine line;
    line.link().frames_.clear();
    line.link().status_.state = probe::LinkState::Connecting;
    CHECK(line.run("ls --timeout 0.02") == 3);
    CHECK(has(line.err(), "No program answered at 127.0.0.1:4000"));
}

TEST_CASE("a program that refuses says why") {
    CommandLine line;
    line.link().frames_.clear();
    line.link().status_.state = probe::LinkState::Refused;
    line.link().status_.sentence = "The token is not the program's.";
    CHECK(line.run("ls") == 3);
    CHECK(line.err() == "The token is not the program's.\n");
}

TEST_CASE("the tree shows who stands under whom") {
    CommandLine line;
    CHECK(line.run("tree") == 0);
    CHECK(line.out() ==
          "○ bank  Bank\n"
          "├─ ◐ alice  Account  1,500 waiting\n"
          "│  └─ ○ till  Till\n"
          "└─ Ⅱ bob  Account  1 restart\n"
          "   └─ ○ till  Till\n");
}

TEST_CASE("a filtered tree keeps what stands above its finds") {
    CommandLine line;
    CHECK(line.run("tree state:suspended") == 0);
    CHECK(line.out() == "○ bank  Bank\n└─ Ⅱ bob  Account  1 restart\n");
}

TEST_CASE("the tree in JSON is nested") {
    CommandLine line;
    CHECK(line.run("tree --json") == 0);
    const auto tree = Json::parse(line.out());
    CHECK(tree[0]["children"][0]["children"][0]["path"] == "bank/alice/till");
}

TEST_CASE("top shows the foremost once, with the program's totals") {
    CommandLine line;
    CHECK(line.run("top --once --rows 1") == 0);
    CHECK(has(line.out(), "5 actors"));
    CHECK(has(line.out(), "1,500 queued"));
    CHECK(has(line.out(), "RATE"));
    CHECK(has(line.out(), "alice"));
    CHECK_FALSE(has(line.out(), "bob"));
}

TEST_CASE("top goes on until it is interrupted") {
    CommandLine line;  // Interrupted when the frames are used up.
    CHECK(line.run("top") == 0);
    CHECK(has(line.out(), "ranked by mailbox"));
}

TEST_CASE("inspect shows what is inside and what is accepted") {
    CommandLine line;
    CHECK(line.run("inspect alice") == 0);
    CHECK(has(line.out(), "○ alice  Account  bank/alice\n"));
    CHECK(has(line.out(), "\"cents\": 700"));
    CHECK(has(line.out(), "last failure  no money, on Withdraw"));
    CHECK(has(line.out(), "bank::Deposit {cents: int64, note: text}\n"));
    CHECK(has(line.out(), "bank::Balance {}"));
}

TEST_CASE("inspect shows the states of a machine, where each leads, and which is the present one") {
    CommandLine line;
    CHECK(line.run("inspect alice") == 0);
    CHECK(has(line.out(),
              "machine\n"
              "    open\n"
              "      bank::Freeze → frozen\n"
              "  ▸ frozen\n"
              "      after 5 s → open\n"));
    CommandLine again;
    CHECK(again.run("inspect alice --json") == 0);
    const auto machine = Json::parse(again.out())["machine"];
    CHECK(machine["current"] == "frozen");
    CHECK(machine["transitions"][1]["on"] == "after 5 s");
}

TEST_CASE("inspect in JSON holds the state as JSON") {
    CommandLine line;
    CHECK(line.run("inspect alice --json") == 0);
    CHECK(Json::parse(line.out())["inside"]["cents"] == 700);
}

TEST_CASE("an actor that is not there is answered with the nearest names") {
    CommandLine line;
    CHECK(line.run("inspect alcie") == 1);
    CHECK(has(line.err(), "There is no actor \"alcie\""));
    CHECK(has(line.err(), "alice"));
    CHECK_FALSE(has(line.err(), "bank"));
}

TEST_CASE("a name that several actors have is answered with their paths") {
    CommandLine line;
    CHECK(line.run("inspect till") == 1);
    CHECK(has(line.err(), "2 actors are called \"till\""));
    CHECK(has(line.err(), "bank/alice/till"));
    CHECK(has(line.err(), "bank/bob/till"));
}

TEST_CASE("what a program writes can not steer the terminal") {
    CommandLine line;
    line.link().frames_ = {
        frame(1).key().named(1, "\x1b[2Jevil").actor({.id = id(1), .name = probe::NameId{1}})};
    CHECK(line.run("ls") == 0);
    CHECK_FALSE(has(line.out(), "\x1b"));
}

TEST_CASE("record writes the frames it gets and says how many") {
    CommandLine line;
    CHECK(line.run("record monday.callboard --seconds 5") == 0);
    CHECK(line.recorded().size() == 3);
    CHECK(has(line.out(), "Recorded 3 frames, 1.20 s, in monday.callboard."));
}

TEST_CASE("a recording that can not be written is refused with the reason") {
    CommandLine line;
    line.unwritable = "cannot open monday.callboard: no room.";
    CHECK(line.run("record monday.callboard") == 1);
    CHECK(line.err() == "cannot open monday.callboard: no room.\n");
}

TEST_CASE("a recording that can not be opened is no connection") {
    CommandLine line;
    line.unreadable = "monday.callboard is no recording.";
    CHECK(line.run("ls --at monday.callboard") == 3);
    CHECK(line.err() == "monday.callboard is no recording.\n");
}
