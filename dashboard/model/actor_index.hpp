#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "dashboard/model/row.hpp"
#include "probe/record/ids.hpp"

namespace callboard::dashboard {

// Finds an actor's row by its id. An array over slots holds the youngest row of
// each slot; older generations that are still shown hang behind it. UI thread only.
class ActorIndex {
public:
    Row row_of(probe::ActorId id) const;
    Row youngest_in(std::uint32_t slot) const;

    void insert(probe::ActorId id, Row row);  // `id` is not in yet.
    void erase(probe::ActorId id);
    void clear();

private:
    // Slots come from outside: one absurd number must not cost gigabytes.
    static constexpr std::uint32_t dense_slots_max = 1u << 24;

    struct Link {
        probe::ActorId id{};
        Row older = no_row;
    };

    Row& head(std::uint32_t slot);

    std::vector<Row> dense_ = {};
    std::unordered_map<std::uint32_t, Row> sparse_ = {};
    std::vector<Link> links_ = {};  // By row.
};

}  // namespace callboard::dashboard
