#pragma once

#include <cstdint>

#include "probe/record/ids.hpp"
#include "runtime/core/cell.hpp"

namespace callboard::runtime {

// All cells of this process, in slabs that are never unmapped. Any thread.
namespace cells {

inline constexpr std::uint32_t slab_length = 4096;
inline constexpr std::uint32_t slabs_max = 16384;  // 67 million actors.

namespace detail {
extern std::atomic<Cell*> slabs[slabs_max];
}

// The cell of a slot that was given out once.
inline Cell& at(std::uint32_t slot) {
    return detail::slabs[slot / slab_length].load(std::memory_order_acquire)[slot % slab_length];
}

// Null when no actor ever had this id: it may come from outside, or be read from a cell that
// has just become vacant.
Cell* find(probe::ActorId id);

// A vacant cell, owned by the caller.
Cell& take();
// Its actor is gone and its parent has let go of it.
void release(Cell& cell);

std::uint32_t count();  // Slots given out so far: all are below this.

}  // namespace cells
}  // namespace callboard::runtime
