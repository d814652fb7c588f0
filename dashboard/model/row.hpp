#pragma once

#include <cstdint>

namespace callboard::dashboard {

// A row of the world: an actor that lives, or lived a moment ago. Rows keep their
// number while they exist; a tombstone's row is used again after its grace time.
using Row = std::uint32_t;
inline constexpr Row no_row = 0xffffffff;

}  // namespace callboard::dashboard
