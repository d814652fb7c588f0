#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "runtime/stream/source/source.hpp"

namespace callboard::runtime::stream {

// An item for each period that has passed, `times` of them. Ticks that come while the
// actor is busy are not lost: they wait, as a number.
template <class I>
class Ticker final : public Source<I> {
public:
    static constexpr auto forever = std::numeric_limits<std::uint64_t>::max();

    Ticker(Timers::Duration period, I item, std::uint64_t times = forever)
        : period_(period), item_(std::move(item)), left_(times) {}

    void open(const Opening& opening) override { opening.context.every(period_, SourceTick{}); }
    void tick() override { ++due_; }
    Supply draw(std::vector<I>& items, std::size_t max) override {
        const auto count = std::min({due_, left_, static_cast<std::uint64_t>(max)});
        items.insert(items.end(), static_cast<std::size_t>(count), item_);
        due_ -= count;
        left_ -= count;
        if (left_ == 0) return Supply::Ended;
        return due_ > 0 ? Supply::More : Supply::NothingYet;
    }

private:
    Timers::Duration period_;
    I item_;
    std::uint64_t left_;
    std::uint64_t due_ = 0;
};

}  // namespace callboard::runtime::stream
