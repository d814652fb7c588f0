#pragma once

#include <cstdint>

namespace callboard::runtime {

class Cell;

// An actor's children, linked through their cells by slot. All links belong to
// the parent's owner, also those that lie in the children's cells.
class Family {
public:
    void adopt(Cell& child);  // Becomes the youngest.
    void let_go(Cell& child);

    bool empty() const { return count_ == 0; }
    std::uint32_t count() const { return count_; }
    Cell& youngest() const;

    // From the youngest up to and with `last`; to the oldest if that is null.
    template <class Visit>
    void visit_from_youngest(const Cell* last, Visit visit) const {
        for (Cell* child = count_ ? &youngest() : nullptr; child != nullptr;) {
            Cell* const older = older_than(*child);
            visit(*child);
            child = child == last ? nullptr : older;
        }
    }

private:
    static Cell* older_than(const Cell& child);
    static constexpr std::uint32_t nobody = 0xffffffff;

    std::uint32_t youngest_ = nobody;
    std::uint32_t count_ = 0;
    std::uint32_t older_sibling_ = nobody;
    std::uint32_t younger_sibling_ = nobody;
};

}  // namespace callboard::runtime
