#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "dashboard/model/world.hpp"

namespace callboard::dashboard {

// The few actors that stand out: who has the longest queue, who handles most, who
// fails most. One pass over the world when it changed. UI thread only.
class Foremost {
public:
    static constexpr std::size_t count_max = 5;

    void follow(const World& world);

    // Highest first; those with nothing to show for it are left out.
    const std::vector<Row>& queues() const { return queues_; }
    const std::vector<Row>& rates() const { return rates_; }
    const std::vector<Row>& failures() const { return failures_; }

private:
    std::vector<Row> queues_ = {};
    std::vector<Row> rates_ = {};
    std::vector<Row> failures_ = {};
    std::uint64_t version_ = 0;
};

}  // namespace callboard::dashboard
