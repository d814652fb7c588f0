#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/dashboard/cli/fake_program.hpp"

using namespace callboard;
using namespace callboard::tests;

namespace {

// The last order, when it is of that type.
template <class Order>
const Order* last(CommandLine& line) {
    auto& orders = line.link().orders_;
    return orders.empty() ? nullptr : std::get_if<Order>(&orders.back());
}

}  // namespace

TEST_CASE("a message is sent with the fields that were given and defaults for the rest") {
    CommandLine line;
    CHECK(line.run("send alice bank::Deposit cents=500") == 0);
    const auto* sent = last<probe::SendMessage>(line);
    REQUIRE(sent);
    CHECK(sent->actor == id(2));
    CHECK(sent->type == "bank::Deposit");
    CHECK(sent->json == R"({"cents":500,"note":""})");
    CHECK(line.out() == "done  212 µs\n");
}

TEST_CASE("the last part of a type is enough") {
    CommandLine line;
    CHECK(line.run("send alice deposit 'note=for the rent'") == 0);
    REQUIRE(last<probe::SendMessage>(line));
    CHECK(last<probe::SendMessage>(line)->type == "bank::Deposit");
    CHECK(last<probe::SendMessage>(line)->json == R"({"cents":0,"note":"for the rent"})");
}

TEST_CASE("a message can be given as JSON") {
    CommandLine line;
    CHECK(line.run("send alice Deposit '{\"cents\": 7}'") == 0);
    CHECK(last<probe::SendMessage>(line)->json == R"({"cents":7,"note":""})");
}

TEST_CASE("a wrong field is refused by name and nothing is sent") {
    CommandLine line;
    CHECK(line.run("send alice Deposit cents=12.5") == 1);
    CHECK(line.err() == "cents: 12.5 is not a whole number.\n");
    CHECK_FALSE(last<probe::SendMessage>(line));

    line = CommandLine();
    CHECK(line.run("send alice Deposit cent=5") == 1);
    CHECK(line.err() == "bank::Deposit has no field \"cent\"; its fields are cents, note.\n");
    CHECK_FALSE(last<probe::SendMessage>(line));

    line = CommandLine();
    CHECK(line.run("send alice Balance x=5") == 1);
    CHECK(has(line.err(), "it has none"));
}

TEST_CASE("a message that the actor does not accept is refused with those it does") {
    CommandLine line;
    CHECK(line.run("send alice Withdraw") == 1);
    CHECK(line.err() ==
          "bank/alice does not accept Withdraw; it accepts bank::Deposit, bank::Balance.\n");
}

TEST_CASE("a word that is no field is wrong use") {
    CommandLine line;
    CHECK(line.run("send alice Deposit 500") == 2);
    CHECK(has(line.err(), "field=value"));
}

TEST_CASE("what the program refuses is printed and is exit code 1") {
    CommandLine line;
    line.link().answer_ = [](const probe::Command& command) -> std::optional<probe::Reply> {
        if (std::holds_alternative<probe::InspectActor>(command)) return CommandLine::inspected({});
        return probe::Reply{.outcome = probe::Outcome::Refused,
                            .text = "This program is read only."};
    };
    CHECK(line.run("send alice Deposit cents=5") == 1);
    CHECK(line.err() == "This program is read only.\n");
    CHECK(line.out().empty());
}

TEST_CASE("an order without an answer is exit code 4") {
    CommandLine line;
    line.link().answer_ = {};
    CHECK(line.run("stop alice --timeout 0.02") == 4);
    CHECK(has(line.err(), "did not answer within"));

    line = CommandLine();
    line.link().answer_ = {};
    CHECK(line.run("inspect alice --timeout 0.02") == 4);
}

TEST_CASE("an answer to another order is not taken for this one") {
    CommandLine line;
    line.link().answers_ = {{99, {.text = "not for you"}}};
    CHECK(line.run("stop alice") == 0);
    CHECK(line.out() == "done  212 µs\n");
}

TEST_CASE("ask prints the reply") {
    CommandLine line;
    CHECK(line.run("ask alice Balance") == 0);
    REQUIRE(last<probe::AskActor>(line));
    CHECK(last<probe::AskActor>(line)->json == "{}");
    CHECK(line.out() == "{\n  \"cents\": 700\n}\n");
}

TEST_CASE("ask in JSON holds the outcome beside the reply") {
    CommandLine line;
    CHECK(line.run("ask alice Balance --json") == 0);
    const auto answer = nlohmann::json::parse(line.out());
    CHECK(answer["outcome"] == "done");
    CHECK(answer["reply"]["cents"] == 700);
    CHECK(answer["took_ns"] == 1000);
}

TEST_CASE("stop says what happened in one sentence") {
    CommandLine line;
    line.link().answer_ = [](const probe::Command&) { return probe::Reply{}; };
    CHECK(line.run("stop bank") == 0);
    CHECK(line.out() == "Stopped bank and its 2 children.\n");
    REQUIRE(last<probe::StopActor>(line));
    CHECK(last<probe::StopActor>(line)->actor == id(1));
}

TEST_CASE("restart names the actor by path, name, or kind and slot") {
    CommandLine line;
    line.link().answer_ = [](const probe::Command&) { return probe::Reply{}; };
    CHECK(line.run("restart bank/bob") == 0);
    CHECK(line.out() == "Restarted bank/bob.\n");
    CHECK(last<probe::RestartActor>(line)->actor == id(3));
}
