#include "runtime/core/family.hpp"

#include "runtime/core/cells.hpp"

namespace callboard::runtime {

Cell& Family::youngest() const { return cells::at(youngest_); }

Cell* Family::older_than(const Cell& child) {
    const auto older = child.family().older_sibling_;
    return older == nobody ? nullptr : &cells::at(older);
}

void Family::adopt(Cell& child) {
    child.family().younger_sibling_ = nobody;
    child.family().older_sibling_ = youngest_;
    if (youngest_ != nobody) youngest().family().younger_sibling_ = child.slot();
    youngest_ = child.slot();
    ++count_;
}

void Family::let_go(Cell& child) {
    const auto [older, younger] =
        std::pair(child.family().older_sibling_, child.family().younger_sibling_);
    (younger == nobody ? youngest_ : cells::at(younger).family().older_sibling_) = older;
    if (older != nobody) cells::at(older).family().younger_sibling_ = younger;
    --count_;
}

}  // namespace callboard::runtime
