#pragma once

#include <iterator>
#include <optional>
#include <ranges>
#include <type_traits>
#include <utility>

#include "runtime/stream/source/source.hpp"

namespace callboard::runtime::stream {

// The items of a range, which it owns: a container, a view, or two iterators as a
// std::ranges::subrange. An endless one is fine.
template <std::ranges::input_range Range>
class RangeSource final : public Source<std::ranges::range_value_t<Range>> {
public:
    using Item = std::ranges::range_value_t<Range>;
    explicit RangeSource(Range range) : range_(std::move(range)) {}
    RangeSource(RangeSource&& other) noexcept : range_(std::move(other.range_)) {}  // Not begun.

    Supply draw(std::vector<Item>& items, std::size_t max) override {
        if (!next_) next_.emplace(std::ranges::begin(range_));
        for (; max > 0 && *next_ != std::ranges::end(range_); --max, ++*next_)
            items.push_back(**next_);
        return *next_ == std::ranges::end(range_) ? Supply::Ended : Supply::More;
    }

private:
    Range range_;
    std::optional<std::ranges::iterator_t<Range>> next_;
};

// The items that a function returns one by one, as optionals; none: that was all.
template <class Function>
class FunctionSource final : public Source<typename std::invoke_result_t<Function&>::value_type> {
public:
    using Item = typename std::invoke_result_t<Function&>::value_type;
    explicit FunctionSource(Function function) : function_(std::move(function)) {}

    Supply draw(std::vector<Item>& items, std::size_t max) override {
        for (; max > 0; --max) {
            std::optional<Item> item = function_();
            if (!item) return Supply::Ended;
            items.push_back(std::move(*item));
        }
        return Supply::More;
    }

private:
    Function function_;
};

}  // namespace callboard::runtime::stream
