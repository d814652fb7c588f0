#include "runtime/core/cells.hpp"

#include <deque>
#include <mutex>
#include <stdexcept>

namespace callboard::runtime::cells {
namespace detail {
std::atomic<Cell*> slabs[slabs_max] = {};
}

namespace {

struct Vacancies {
    std::mutex mutex;
    std::deque<std::uint32_t> slots;  // Oldest first: a slot rests before it is used again.
    std::atomic<std::uint32_t> count{0};
};

Vacancies& vacancies() {
    static auto& all = *new Vacancies;  // Never destroyed: workers may outlive main()'s statics.
    return all;
}

constexpr int tries_max = 16;

void add_slab(Vacancies& vacant) {
    const std::uint32_t first = vacant.count.load(std::memory_order_relaxed);
    if (first / slab_length == slabs_max) throw std::length_error("67 million actors is the limit");
    auto* slab = new Cell[slab_length];
    for (std::uint32_t i = 0; i < slab_length; ++i) {
        slab[i].lay_out(first + i);
        vacant.slots.push_front(first + slab_length - 1 - i);
    }
    detail::slabs[first / slab_length].store(slab, std::memory_order_release);
    vacant.count.store(first + slab_length, std::memory_order_release);
}

}  // namespace

Cell* find(probe::ActorId id) {
    const auto slot = probe::slot_of(id);
    const bool lives_or_lived = probe::generation_of(id) % 2 == 1;  // Even: of a vacant cell.
    return lives_or_lived && slot < count() ? &at(slot) : nullptr;
}

Cell& take() {
    Vacancies& vacant = vacancies();
    const std::lock_guard lock(vacant.mutex);
    for (int tries = 0;; ++tries) {
        if (vacant.slots.empty() || tries == tries_max) add_slab(vacant);
        const std::uint32_t slot = vacant.slots.front();
        vacant.slots.pop_front();
        if (Cell& cell = at(slot); cell.claim()) return cell;
        // Someone sent to the actor that is gone; a worker clears that away just now.
        vacant.slots.push_back(slot);
    }
}

void release(Cell& cell) {
    const std::lock_guard lock(vacancies().mutex);
    vacancies().slots.push_back(cell.slot());
}

std::uint32_t count() { return vacancies().count.load(std::memory_order_acquire); }

}  // namespace callboard::runtime::cells
