#include "dashboard/model/format.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace callboard::dashboard;

TEST_CASE("whole numbers are grouped by thousands") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1204) == "1,204");
    CHECK(grouped(1'000'000) == "1,000,000");
    CHECK(grouped(std::numeric_limits<std::uint64_t>::max()) == "18,446,744,073,709,551,615");
}

TEST_CASE("large numbers keep three digits and a letter") {
    CHECK(number(0) == "0");
    CHECK(number(1204) == "1,204");
    CHECK(number(9999) == "9,999");
    CHECK(number(48100) == "48.1 k");
    CHECK(number(3'810'000) == "3.81 M");
    CHECK(number(999'900) == "1.00 M");
    CHECK(number(2.5e12) == "2.50 T");
    CHECK(number(-48100) == "-48.1 k");
}

TEST_CASE("small numbers show their fraction") {
    CHECK(number(0.25) == "0.25");
    CHECK(number(12.34) == "12.3");
    CHECK(number(7) == "7");
}

TEST_CASE("what is no number is a question mark, never 0") {
    CHECK(number(std::numeric_limits<double>::quiet_NaN()) == "?");
    CHECK(number(std::numeric_limits<double>::infinity()) == "?");
    CHECK(age(-1) == "?");
}

TEST_CASE("rates say what they are") { CHECK(rate(48100) == "48.1 k/s"); }

TEST_CASE("durations choose their unit") {
    CHECK(duration(0) == "0 ns");
    CHECK(duration(123) == "123 ns");
    CHECK(duration(212'000) == "212 µs");
    CHECK(duration(999'999) == "1.00 ms");
    CHECK(duration(1'500'000) == "1.50 ms");
    CHECK(duration(1'500'000'000) == "1.50 s");
    CHECK(duration(125'000'000'000) == "2 min 5 s");
    CHECK(duration(7'200'000'000'000) == "2 h");
    CHECK(duration(90'000'000'000'000) == "1 d 1 h");
}

TEST_CASE("ages are short") {
    CHECK(age(0.1) == "0.1 s");
    CHECK(age(12.4) == "12 s");
    CHECK(age(180) == "3 min");
    CHECK(age(7200) == "2 h");
    CHECK(age(200'000) == "2 d");
}

TEST_CASE("sizes are counted in 1024s") {
    CHECK(bytes(512) == "512 B");
    CHECK(bytes(1536) == "1.50 KiB");
    CHECK(bytes(4'000'000) == "3.81 MiB");
}
