#pragma once

#include <memory>
#include <utility>

#include "runtime/stream/source/buffer.hpp"

namespace callboard::runtime::stream {

inline constexpr std::size_t channel_capacity_default = 1024;

// The giving end of a channel. Copies give into the same one; when the last is gone the
// source ends. Any thread.
template <class Item>
class Feed {
public:
    explicit Feed(std::shared_ptr<Buffer<Item>> buffer)
        : end_(std::make_shared<End>(std::move(buffer))) {}

    // Never waits. Full: take your time. Closed: nobody takes any more.
    Fed push(Item item) const { return end_->buffer->offer(std::move(item)); }
    std::size_t waiting() const { return end_->buffer->waiting(); }

private:
    struct End {
        explicit End(std::shared_ptr<Buffer<Item>> held) : buffer(std::move(held)) {}
        End(const End&) = delete;
        End& operator=(const End&) = delete;
        ~End() { buffer->close(); }
        std::shared_ptr<Buffer<Item>> buffer;
    };
    std::shared_ptr<const End> end_;
};

// The taking end, to be attached to an actor.
template <class I>
class ChannelSource final : public Source<I> {
public:
    explicit ChannelSource(std::shared_ptr<Buffer<I>> buffer) : buffer_(std::move(buffer)) {}
    ChannelSource(ChannelSource&&) noexcept = default;
    ~ChannelSource() override {
        if (buffer_) buffer_->abandon();
    }

    void open(const Opening& opening) override { buffer_->wake_by(opening.waker); }
    Supply draw(std::vector<I>& items, std::size_t max) override {
        std::uint64_t none = 0;  // A channel refuses; it drops nothing.
        return buffer_->take(items, max, none);
    }

private:
    std::shared_ptr<Buffer<I>> buffer_;
};

// A source that other threads push into, and what they push with:
//
//     auto [feed, numbers] = channel<int>();
//     draft.attach(std::move(numbers));
//     feed.push(3);
template <class Item>
struct Channel {
    Feed<Item> feed;
    ChannelSource<Item> source;
};

template <class Item>
Channel<Item> channel(std::size_t capacity = channel_capacity_default) {
    auto buffer = std::make_shared<Buffer<Item>>(capacity);
    return {Feed<Item>(buffer), ChannelSource<Item>(buffer)};
}

}  // namespace callboard::runtime::stream
