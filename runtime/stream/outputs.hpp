#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <variant>
#include <vector>

#include "runtime/stream/source/buffer.hpp"
#include "runtime/stream/stage.hpp"

namespace callboard::runtime::stream {

inline constexpr std::size_t output_buffer_default = 100;

// What a reader hears: an output, or that it was too slow for some.
template <class Out>
using Heard = std::variant<Out, Missed>;

// The readers of one actor's outputs, each with a bounded buffer of its own: none of them
// can hold up another, or the actor.
template <class Out>
class Outputs {
public:
    using Readers = std::vector<std::shared_ptr<Buffer<Out>>>;

    // ── Any thread ──
    std::shared_ptr<Buffer<Out>> subscribe(std::size_t capacity) {
        auto buffer = std::make_shared<Buffer<Out>>(capacity);
        const std::lock_guard lock(mutex_);
        if (closed_)
            buffer->close();
        else
            readers_.push_back(buffer);
        version_.fetch_add(1, std::memory_order_release);
        return buffer;
    }
    void unsubscribe(const std::shared_ptr<Buffer<Out>>& buffer) {
        const std::lock_guard lock(mutex_);
        std::erase(readers_, buffer);
        version_.fetch_add(1, std::memory_order_release);
    }
    Readers readers() const {
        const std::lock_guard lock(mutex_);
        return readers_;
    }
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        for (const auto& reader : readers_) reader->close();
    }
    // Changes with the readers; so who broadcasts may keep a copy of them.
    std::uint64_t version() const { return version_.load(std::memory_order_acquire); }

private:
    mutable std::mutex mutex_;
    Readers readers_;
    bool closed_ = false;
    std::atomic<std::uint64_t> version_{0};
};

// The stage of an actor that has outputs.
template <class Out>
class OutputStage final : public Stage {
public:
    using Stage::Stage;
    Outputs<Out> outputs;
    std::size_t buffer_default = output_buffer_default;  // Set before the first reader.

private:
    void close_outputs() override { outputs.close(); }
    std::vector<ReaderFigures> readers() const override {
        std::vector<ReaderFigures> figures;
        for (const auto& reader : outputs.readers())
            figures.push_back({reader->capacity(), reader->waiting(), reader->missed()});
        return figures;
    }
};

// Reads what an actor broadcasts, from the moment it is made; a copy begins anew, with
// nothing missed. It does not keep the actor alive. One thread at a time.
template <class Out>
class StreamClient {
public:
    using Output = Out;

    StreamClient() = default;
    explicit StreamClient(std::shared_ptr<OutputStage<Out>> stage)
        : StreamClient(stage, stage->buffer_default) {}
    StreamClient(std::shared_ptr<OutputStage<Out>> stage, std::size_t capacity)
        : stage_(std::move(stage)), buffer_(stage_->outputs.subscribe(capacity)) {}
    StreamClient(const StreamClient& other) {
        if (other.stage_) *this = StreamClient(other.stage_, other.buffer_->capacity());
    }
    StreamClient(StreamClient&&) noexcept = default;
    StreamClient& operator=(StreamClient other) noexcept {
        std::swap(stage_, other.stage_);
        std::swap(buffer_, other.buffer_);
        return *this;
    }
    ~StreamClient() {
        if (!stage_) return;
        buffer_->abandon();
        stage_->outputs.unsubscribe(buffer_);
    }

    // The next output, or how many were missed; none: there is nothing yet.
    std::optional<Heard<Out>> try_next() const { return take(std::chrono::nanoseconds(0)); }
    // Waits for it; none: the time ran out, or the actor has ended and all was read. From a
    // plain thread only: a handler that waited would take a worker away.
    std::optional<Heard<Out>> next(std::chrono::nanoseconds limit = std::chrono::hours(24 *
                                                                                       365)) const {
        refuse_to_wait_in_a_turn();
        return take(limit);
    }
    bool ended() const { return !buffer_ || buffer_->ended(); }

    std::size_t waiting() const { return buffer_ ? buffer_->waiting() : 0; }
    std::uint64_t missed() const { return buffer_ ? buffer_->missed() : 0; }
    std::optional<Cause> cause() const { return stage_ ? stage_->cause() : std::nullopt; }
    Edge edge(Ref<> holder) const {
        return {holder, stage_ ? Ref<>(stage_->actor()) : Ref<>(), Edge::Way::Reads};
    }

    const std::shared_ptr<OutputStage<Out>>& stage() const { return stage_; }
    const std::shared_ptr<Buffer<Out>>& buffer() const { return buffer_; }

private:
    std::optional<Heard<Out>> take(std::chrono::nanoseconds limit) const {
        if (!buffer_) return std::nullopt;
        std::uint64_t missed = 0;
        std::optional<Out> item = buffer_->take_one(limit, missed);
        if (missed > 0) return Missed{missed};
        if (!item) return std::nullopt;
        return std::move(*item);
    }

    std::shared_ptr<OutputStage<Out>> stage_;
    std::shared_ptr<Buffer<Out>> buffer_;
};

// Another actor's outputs as a source.
template <class Out>
class OutputSource final : public Source<Out> {
public:
    explicit OutputSource(StreamClient<Out> client) : client_(std::move(client)) {}

    void open(const Opening& opening) override { client_.buffer()->wake_by(opening.waker); }
    Supply draw(std::vector<Out>& items, std::size_t max) override {
        return client_.buffer()->take(items, max, missed_);
    }
    std::uint64_t missed() override { return std::exchange(missed_, 0); }
    std::shared_ptr<const Stage> origin() const override { return client_.stage(); }

private:
    StreamClient<Out> client_;
    std::uint64_t missed_ = 0;
};

}  // namespace callboard::runtime::stream
