#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "runtime/stream/outputs.hpp"
#include "runtime/stream/sink_client.hpp"

namespace callboard::runtime::stream {

// Both halves of an actor that takes messages and gives outputs. A copy sends to the same
// actor and reads from now on.
template <class A>
class JointClient {
public:
    using Output = typename A::Output;

    JointClient() = default;
    JointClient(SinkClient<A> sink, StreamClient<Output> stream)
        : sink_(std::move(sink)), stream_(std::move(stream)) {}

    template <class M>
    requires AcceptedBy<A, M> Sent send(M&& message)
    const { return sink_.send(std::forward<M>(message)); }
    template <class M>
    requires AcceptedBy<A, M>
    auto track(M&& message) const { return sink_.track(std::forward<M>(message)); }
    template <class From, class Convert = std::identity>
    requires AcceptedBy<A, MessageOf<From, Convert>>
    void attach(From&& from, Convert convert = {}) const {
        sink_.attach(std::forward<From>(from), std::move(convert));
    }

    std::optional<Heard<Output>> try_next() const { return stream_.try_next(); }
    std::optional<Heard<Output>> next(
        std::chrono::nanoseconds limit = std::chrono::hours(24 * 365)) const {
        return stream_.next(limit);
    }
    bool ended() const { return stream_.ended(); }

    const SinkClient<A>& sink() const { return sink_; }
    const StreamClient<Output>& stream() const { return stream_; }
    // The halves; with the first gone and the second held, the actor may end.
    std::pair<SinkClient<A>, StreamClient<Output>> split() && {
        return {std::move(sink_), std::move(stream_)};
    }

    Ref<A> ref() const { return sink_.ref(); }
    bool is_closed() const { return sink_.is_closed(); }
    std::optional<Cause> cause() const { return sink_.cause(); }
    StageFigures figures() const { return sink_.figures(); }
    Edge edge(Ref<> holder) const { return {holder, ref(), Edge::Way::Both}; }

private:
    SinkClient<A> sink_;
    StreamClient<Output> stream_;
};

}  // namespace callboard::runtime::stream
