#include "tests/bench/row.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace callboard::bench;

namespace {

Samples samples(const std::string& program, const std::vector<double>& ns, double bytes = 0) {
    Samples all{program, {}};
    for (const double one : ns) all.rounds.push_back({one, bytes});
    return all;
}

const Workload pingpong{"pingpong", 1, 1};
const Workload spawn{"spawn", 1, 1};

}  // namespace

TEST_CASE("a row is the median of all rounds, with the least and the most") {
    const auto rows = rows_of(pingpong, 2, {samples("callboard", {30, 10, 20})});
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].value == 20);
    CHECK(rows[0].min == 10);
    CHECK(rows[0].max == 30);
    CHECK(rows[0].workers == 2);
}

TEST_CASE("the median of an even number of rounds lies between the middle two") {
    CHECK(rows_of(pingpong, 1, {samples("callboard", {4, 1, 2, 8})})[0].value == 3);
}

TEST_CASE("every peer gives a row of its own, ahead meaning that it takes longer") {
    const auto rows = rows_of(
        pingpong, 1, {samples("callboard", {10}), samples("caf", {80}), samples("erlang", {5})});
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].peer == "caf");
    CHECK(rows[0].ratio() == 8);
    CHECK(rows[1].peer == "erlang");
    CHECK(rows[1].ratio() == 0.5);
}

TEST_CASE("spawning gives its time and the bytes of an actor") {
    const auto rows = rows_of(spawn, 1, {samples("callboard", {100}, 256)});
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].name == "spawn");
    CHECK(rows[0].unit == "ns");
    CHECK(rows[1].name == "actor_bytes");
    CHECK(rows[1].unit == "bytes");
    CHECK(rows[1].value == 256);
}

TEST_CASE("a figure above its target is marked in the table, and so is a lead that is too small") {
    const Row slow = rows_of(pingpong, 1, {samples("callboard", {26}), samples("caf", {260})})[0];
    CHECK(table_line(slow).find("25 missed") != std::string::npos);
    CHECK(table_line(slow).find("8 missed") == std::string::npos);
    const Row fast = rows_of(pingpong, 1, {samples("callboard", {24}), samples("caf", {100})})[0];
    CHECK(table_line(fast).find("25 missed") == std::string::npos);
    CHECK(table_line(fast).find("8 missed") != std::string::npos);
}

TEST_CASE("a row without a target says nothing of one") {
    const Row row = rows_of(pingpong, 7, {samples("callboard", {26}), samples("caf", {1})})[0];
    CHECK(table_line(row).find("missed") == std::string::npos);
}

TEST_CASE("a row that was measured alone has no peer in JSON") {
    const auto json =
        nlohmann::json::parse(to_json(rows_of(pingpong, 1, {samples("callboard", {10})})));
    REQUIRE(json.size() == 1);
    CHECK(json[0].at("value") == 10);
    CHECK(json[0].at("peer").is_null());
    CHECK(json[0].at("ratio").is_null());
}
