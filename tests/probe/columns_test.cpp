#include "probe/wire/columns.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "probe/wire/archive.hpp"
#include "probe/wire/codec.hpp"

using namespace callboard::probe;

namespace {

constexpr auto any = std::numeric_limits<std::uint64_t>::max();

std::vector<std::uint64_t> back_again(const std::vector<std::uint64_t>& column) {
    return unpack_column(pack_column(column), column.size(), any);
}

}  // namespace

TEST_CASE("a column is the same after packing") {
    const std::vector<std::vector<std::uint64_t>> columns = {
        {},
        {0},
        {any},
        {any, 0, any, 0, 1},
        {5, 5, 5, 5, 5, 5, 5},
        {1, 2, 3, 4, 5, 9, 9, 1, 2, 3, 4, 5, 6},
        {1000, 10, 1u << 31, 7, 7, 7, 7, 7, 3},
    };
    for (const auto& column : columns) CHECK(back_again(column) == column);
}

TEST_CASE("a column that steps evenly is a few bytes") {
    std::vector<std::uint64_t> column;
    for (std::uint64_t slot = 0; slot < rows_per_frame_max; ++slot) column.push_back(slot);
    CHECK(pack_column(column).size() < 16);
}

TEST_CASE("a column must be exactly as long as it is said to be") {
    const std::vector<std::uint64_t> column = {1, 2, 3, 4, 5, 6, 90, 7};
    const auto packed = pack_column(column);
    CHECK_THROWS_AS(unpack_column(packed, 7, any), BadBytes);
    CHECK_THROWS_AS(unpack_column(packed, 9, any), BadBytes);
    CHECK_THROWS_AS(unpack_column(packed + '\0', 8, any), BadBytes);
    CHECK_THROWS_AS(unpack_column("", rows_per_frame_max + 1, any), BadBytes);
}

TEST_CASE("a repeat can not run beyond the column") {
    // One stretch: repeat, as often as a number can say, the difference 0.
    const std::string bomb = std::string(9, '\xff') + '\1' + '\0';
    CHECK_THROWS_AS(unpack_column(bomb, 10, any), BadBytes);
}

TEST_CASE("a stretch of nothing is refused, so that unpacking ends") {
    CHECK_THROWS_AS(unpack_column(std::string(100, '\0'), 10, any), BadBytes);
}

TEST_CASE("a number above the largest allowed is refused") {
    const std::vector<std::uint64_t> column = {1, 6, 7};
    const auto packed = pack_column(column);
    CHECK(unpack_column(packed, 3, 7) == column);
    CHECK_THROWS_AS(unpack_column(packed, 3, 6), BadBytes);
}

TEST_CASE("a number of more than 64 bits is refused") {
    CHECK_THROWS_AS(unpack_column(std::string(9, '\xff') + '\2', 1, any), BadBytes);
    CHECK_THROWS_AS(unpack_column(std::string(20, '\xff'), 1, any), BadBytes);
}
