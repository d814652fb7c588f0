#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "runtime/stream/source/source.hpp"

namespace callboard::runtime::stream {

// What became of an item that was offered.
enum class Fed : std::uint8_t { Taken, Full, Closed };

// A bounded queue between those who give items and the one who takes them. When it is
// full it refuses the newest (`offer`) or drops the oldest and counts it (`replace`).
//
// Any thread gives; one thread at a time takes. One lock for each item that is given,
// which nobody else holds for longer than it takes to move a few items, and one for
// each batch that is taken; no memory after the first.
template <class Item>
class Buffer {
public:
    explicit Buffer(std::size_t capacity) : ring_(std::max<std::size_t>(capacity, 1)) {}

    Fed offer(Item item) {
        return give(std::move(item), [](Buffer&) { return false; });
    }
    Fed replace(Item item) {
        return give(std::move(item), [](Buffer& full) {
            full.take_oldest();
            ++full.missed_since_;
            ++full.missed_;
            return true;
        });
    }
    void close() {  // Nothing will come any more; what is there can still be taken.
        const std::lock_guard lock(mutex_);
        closed_ = true;
        if (wanted_) wake();
    }

    // ── The one who takes ──
    void wake_by(Waker waker) {
        const std::lock_guard lock(mutex_);
        waker_ = waker;
    }
    void abandon() {  // Nobody takes any more.
        const std::lock_guard lock(mutex_);
        closed_ = true;
        waker_ = Waker();
    }
    // `missed`: how many were dropped since the last look, all before the items of this one.
    Supply take(std::vector<Item>& items, std::size_t max, std::uint64_t& missed) {
        const std::lock_guard lock(mutex_);
        missed = std::exchange(missed_since_, 0);
        for (; max > 0 && count_ > 0; --max) items.push_back(take_oldest());
        if (count_ > 0) return Supply::More;
        if (closed_) return Supply::Ended;
        wanted_ = true;
        return Supply::NothingYet;
    }
    // One item, after at most `limit`, or else how many were missed before the next one.
    // Neither: nothing came, or nothing will.
    std::optional<Item> take_one(std::chrono::nanoseconds limit, std::uint64_t& missed) {
        std::unique_lock lock(mutex_);
        if (count_ == 0 && !closed_ && limit.count() > 0) {
            wanted_ = true;
            filled_.wait_for(lock, limit, [this] { return count_ > 0 || closed_; });
        }
        missed = std::exchange(missed_since_, 0);
        if (missed > 0 || count_ == 0) return std::nullopt;
        return take_oldest();
    }

    // ── To be looked at ──
    bool ended() const {
        const std::lock_guard lock(mutex_);
        return closed_ && count_ == 0;
    }
    std::size_t capacity() const { return ring_.size(); }
    std::size_t waiting() const {
        const std::lock_guard lock(mutex_);
        return count_;
    }
    std::uint64_t missed() const {
        const std::lock_guard lock(mutex_);
        return missed_;
    }

private:
    template <class MakeRoom>
    Fed give(Item&& item, MakeRoom make_room) {
        const std::lock_guard lock(mutex_);
        if (closed_) return Fed::Closed;
        if (count_ == ring_.size() && !make_room(*this)) return Fed::Full;
        ring_[(first_ + count_++) % ring_.size()].emplace(std::move(item));
        if (wanted_) wake();
        return Fed::Taken;
    }
    Item take_oldest() {
        auto& place = ring_[std::exchange(first_, (first_ + 1) % ring_.size())];
        --count_;
        Item item = std::move(*place);
        place.reset();
        return item;
    }
    void wake() {
        wanted_ = false;
        filled_.notify_one();
        waker_();
    }

    mutable std::mutex mutex_;
    std::condition_variable filled_;
    std::vector<std::optional<Item>> ring_;
    std::size_t first_ = 0;
    std::size_t count_ = 0;
    std::uint64_t missed_ = 0;
    std::uint64_t missed_since_ = 0;
    bool closed_ = false;
    bool wanted_ = false;  // Who takes has found nothing, and waits to be woken.
    Waker waker_;
};

}  // namespace callboard::runtime::stream
