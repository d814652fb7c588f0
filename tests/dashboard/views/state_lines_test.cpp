#include "dashboard/views/state_lines.hpp"

#include <doctest/doctest.h>

using callboard::dashboard::StateLines;

TEST_CASE("a state is told as lines, members below their group") {
    StateLines state;
    state.take(R"({"drawer":{"cents":5,"open":true},"sold":7})", 1);
    REQUIRE(state.lines().size() == 4);
    CHECK(state.lines()[0].key == "drawer");
    CHECK(state.lines()[0].value.empty());
    CHECK(state.lines()[1].key == "cents");
    CHECK(state.lines()[1].depth == 1);
    CHECK(state.lines()[1].value == "5");
    CHECK(state.lines()[3].key == "sold");
}

TEST_CASE("only the value that changed remembers when") {
    StateLines state;
    state.take(R"({"cents":5,"sold":7})", 1);
    CHECK(state.lines()[0].changed_s < 0);
    state.take(R"({"cents":6,"sold":7})", 2);
    CHECK(state.lines()[0].changed_s == 2);
    CHECK(state.lines()[1].changed_s < 0);
    state.take(R"({"cents":6,"sold":7})", 3);
    CHECK(state.lines()[0].changed_s == 2);
}

TEST_CASE("what is no JSON is shown as it is") {
    StateLines state;
    state.take("{broken", 1);
    REQUIRE(state.lines().size() == 1);
    CHECK(state.lines()[0].value == "{broken");
}

TEST_CASE("a huge state is cut and says so") {
    std::string list = "[0";
    for (int i = 1; i < 2000; ++i) list += "," + std::to_string(i);
    StateLines state;
    state.take(list + "]", 1);
    CHECK(state.lines().size() == StateLines::lines_max);
    CHECK(state.truncated());
}
