#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace callboard::probe {

// A column of numbers as few bytes. Each number is written as its difference to
// the one before it, zigzag and base 128, and differences come in stretches: many
// equal ones cost as much as one. Neighbouring actors are much alike, so a million
// idle ones are a few bytes a column.
std::string pack_column(std::span<const std::uint64_t> column);

// The numbers again: exactly `count`, none above `value_max`. Throws BadBytes.
std::vector<std::uint64_t> unpack_column(std::string_view packed, std::size_t count,
                                         std::uint64_t value_max);

}  // namespace callboard::probe
