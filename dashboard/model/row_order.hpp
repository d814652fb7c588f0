#pragma once

#include <cstdint>
#include <vector>

#include "dashboard/model/row.hpp"
#include "dashboard/model/world.hpp"

namespace callboard::dashboard {

enum class ActorColumn : std::uint8_t {
    Name,
    Kind,
    State,
    Mailbox,
    Received,
    Rate,
    Failed,
    Restarts,
    Path,
};
inline constexpr std::uint8_t actor_column_count = 9;

constexpr const char* to_text(ActorColumn column) {
    constexpr const char* texts[] = {"name", "kind",   "state",    "mailbox", "received",
                                     "rate", "failed", "restarts", "path"};
    return static_cast<std::uint8_t>(column) < actor_column_count
               ? texts[static_cast<std::uint8_t>(column)]
               : "?";
}

// Puts rows in order of a column; equals keep the order they came in. Every
// column becomes one number per row, so that a million rows are sorted by digits,
// not by comparing. Ranks of texts and paths are kept until those change.
class RowOrder {
public:
    void sort(const World& world, ActorColumn column, bool descending, std::vector<Row>& rows);

private:
    struct Keyed {
        std::uint64_t key = 0;
        Row row = no_row;
    };

    void rank_texts(const World& world);
    void rank_paths(const World& world);
    std::uint32_t rank_of(probe::NameId id) const;
    std::uint64_t name_key(const World& world, Row row) const;
    std::uint64_t key(const World& world, ActorColumn column, Row row) const;
    void sort_by_digits();

    std::vector<std::uint32_t> text_rank_ = {};
    std::uint64_t texts_ranked_ = 0;
    std::vector<std::uint32_t> path_rank_ = {};
    std::uint64_t paths_ranked_ = 0;
    std::uint64_t paths_ranked_with_texts_ = 0;

    std::vector<Keyed> keyed_ = {};  // Kept between sorts for their memory only.
    std::vector<Keyed> other_ = {};
};

}  // namespace callboard::dashboard
