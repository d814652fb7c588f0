#include "dashboard/model/row_order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

namespace callboard::dashboard {

namespace {

constexpr std::size_t key_digits = 8;
constexpr std::size_t digit_values = 256;

std::size_t digit_of(std::uint64_t key, std::size_t digit) { return key >> (8 * digit) & 0xff; }

}  // namespace

void RowOrder::sort(const World& world, ActorColumn column, bool descending,
                    std::vector<Row>& rows) {
    if (column == ActorColumn::Name || column == ActorColumn::Kind || column == ActorColumn::Path)
        rank_texts(world);
    if (column == ActorColumn::Path) rank_paths(world);

    keyed_.resize(rows.size());
    const std::uint64_t turned = descending ? ~std::uint64_t{0} : 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        keyed_[i] = {key(world, column, rows[i]) ^ turned, rows[i]};
    sort_by_digits();
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = keyed_[i].row;
}

std::uint64_t RowOrder::key(const World& world, ActorColumn column, Row row) const {
    switch (column) {
        case ActorColumn::Name: return name_key(world, row);
        case ActorColumn::Kind: return rank_of(world.kind_id(row));
        case ActorColumn::State: return static_cast<std::uint64_t>(world.state(row));
        case ActorColumn::Mailbox: return world.mailbox(row);
        case ActorColumn::Received: return world.received(row);
        case ActorColumn::Rate:
            return std::bit_cast<std::uint32_t>(world.rate(row));  // Never negative.
        case ActorColumn::Failed: return world.failed(row);
        case ActorColumn::Restarts: return world.restarts(row);
        case ActorColumn::Path: return path_rank_[row];
    }
    return 0;
}

// A name that was never told ranks last.
std::uint32_t RowOrder::rank_of(probe::NameId id) const {
    const auto index = static_cast<std::size_t>(id);
    return index < text_rank_.size() ? text_rank_[index] : ~std::uint32_t{0};
}

// Unnamed actors stand as Kind#slot: by kind, then by slot as a number.
std::uint64_t RowOrder::name_key(const World& world, Row row) const {
    if (world.name_id(row) != probe::NameId{})
        return std::uint64_t{rank_of(world.name_id(row))} << 32;
    return std::uint64_t{rank_of(world.kind_id(row))} << 32 | probe::slot_of(world.id(row));
}

void RowOrder::rank_texts(const World& world) {
    if (texts_ranked_ == world.texts_version() + 1) return;
    texts_ranked_ = world.texts_version() + 1;  // 0: never.
    const auto count = world.text_count();
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0u);
    const auto text = [&](std::uint32_t id) -> const std::string& {
        return world.text(probe::NameId{id});
    };
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return text(a) < text(b); });
    text_rank_.resize(count);
    for (std::uint32_t rank = 0; rank < count; ++rank) text_rank_[order[rank]] = rank;
}

// The tree walked from the roots, siblings by name, is the order of paths.
void RowOrder::rank_paths(const World& world) {
    if (paths_ranked_ == world.topology_version() && paths_ranked_with_texts_ == texts_ranked_)
        return;
    paths_ranked_ = world.topology_version();
    paths_ranked_with_texts_ = texts_ranked_;
    path_rank_.assign(world.row_count(), no_row);

    std::vector<Row> waiting;
    const auto add_by_name = [&](std::span<const Row> siblings) {
        const auto first = waiting.size();
        waiting.insert(waiting.end(), siblings.begin(), siblings.end());
        std::sort(waiting.begin() + static_cast<std::ptrdiff_t>(first), waiting.end(),
                  [&](Row a, Row b) { return name_key(world, a) > name_key(world, b); });
    };
    add_by_name(world.roots());
    for (std::uint32_t rank = 0; !waiting.empty(); ++rank) {
        const Row row = waiting.back();
        waiting.pop_back();
        path_rank_[row] = rank;
        add_by_name(world.children(row));
    }
}

// Least digit first; a digit that all keys share needs no pass.
void RowOrder::sort_by_digits() {
    std::array<std::array<std::uint32_t, digit_values>, key_digits> counts{};
    for (const Keyed& each : keyed_)
        for (std::size_t digit = 0; digit < key_digits; ++digit)
            ++counts[digit][digit_of(each.key, digit)];

    other_.resize(keyed_.size());
    for (std::size_t digit = 0; digit < key_digits; ++digit) {
        auto& place = counts[digit];
        if (std::ranges::find(place, keyed_.size()) != place.end()) continue;
        std::exclusive_scan(place.begin(), place.end(), place.begin(), 0u);
        for (const Keyed& each : keyed_) other_[place[digit_of(each.key, digit)]++] = each;
        keyed_.swap(other_);
    }
}

}  // namespace callboard::dashboard
