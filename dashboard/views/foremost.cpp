#include "dashboard/views/foremost.hpp"

#include <algorithm>

namespace callboard::dashboard {
namespace {

// Keeps `best` sorted and short; most rows are turned away by the first comparison.
template <class Value>
void offer(std::vector<Row>& best, Row row, Value value_of) {
    if (best.size() == Foremost::count_max && value_of(row) <= value_of(best.back())) return;
    const auto place = std::upper_bound(best.begin(), best.end(), row,
                                        [&](Row a, Row b) { return value_of(a) > value_of(b); });
    best.insert(place, row);
    if (best.size() > Foremost::count_max) best.pop_back();
}

}  // namespace

void Foremost::follow(const World& world) {
    if (version_ == world.version()) return;
    version_ = world.version();
    constexpr float rate_felt = 0.5f;  // Messages a second.
    queues_.clear();
    rates_.clear();
    failures_.clear();
    for (Row row = 0; row < world.row_count(); ++row) {
        if (!world.exists(row) || world.gone(row)) continue;
        if (world.mailbox(row) > 0) offer(queues_, row, [&](Row r) { return world.mailbox(r); });
        if (world.rate(row) >= rate_felt) offer(rates_, row, [&](Row r) { return world.rate(r); });
        if (world.failed(row) > 0) offer(failures_, row, [&](Row r) { return world.failed(r); });
    }
}

}  // namespace callboard::dashboard
