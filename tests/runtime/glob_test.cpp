#include "runtime/core/glob.hpp"

#include <doctest/doctest.h>

#include <string>

using callboard::runtime::glob_fits;

TEST_CASE("a pattern without wildcards fits itself only") {
    CHECK(glob_fits("house/till", "house/till"));
    CHECK_FALSE(glob_fits("house/till", "house/till-2"));
    CHECK_FALSE(glob_fits("house/till", "house"));
    CHECK(glob_fits("", ""));
    CHECK_FALSE(glob_fits("", "x"));
}

TEST_CASE("one star stays between two slashes, two stars cross them") {
    CHECK(glob_fits("house/*", "house/till"));
    CHECK_FALSE(glob_fits("house/*", "house/till/drawer"));
    CHECK(glob_fits("house/**", "house/till/drawer"));
    CHECK(glob_fits("**/drawer", "house/till/drawer"));
    CHECK(glob_fits("house/*/drawer", "house/till/drawer"));
    CHECK(glob_fits("house/t*l", "house/till"));
    CHECK(glob_fits("**", ""));
    CHECK(glob_fits("*", ""));
}

TEST_CASE("a question mark is exactly one letter, and no slash") {
    CHECK(glob_fits("till-?", "till-1"));
    CHECK_FALSE(glob_fits("till-?", "till-"));
    CHECK_FALSE(glob_fits("till-?", "till-12"));
    CHECK_FALSE(glob_fits("a?b", "a/b"));
}

TEST_CASE("a pattern of many stars takes no longer than any other") {
    std::string pattern, path(2000, 'a');
    for (int i = 0; i < 200; ++i) pattern += "*a";
    CHECK(glob_fits(pattern, path));
    CHECK_FALSE(glob_fits(pattern + "b", path));
}
