#pragma once

#include <memory>
#include <utility>

#include "runtime/stream/joint_client.hpp"
#include "runtime/stream/stream_actor.hpp"

namespace callboard::runtime::stream {

// What a stream actor is to others. Its class derives from one of these, takes over its
// constructor (`using Sink::Sink;`), or hands its own first argument, a Place, on to it:
//
//     class Averager : public Joint<Average> {
//     public:
//         using Accepts = Messages<Number>;
//         Averager(Place place, int window) : Joint(place), window_(window) {}
//         void on(const Number& number) { …; broadcast(Average{…}); }
//     };

// Clients send to it and track answers.
class Sink : public StreamActor {
public:
    using StreamActor::StreamActor;
    using StageType = Stage;
    template <class A>
    using Client = SinkClient<A>;
};

// Clients read what it broadcasts; its messages come from sources alone.
template <class Out>
class Stream : public StreamActor {
public:
    using Output = Out;
    using StageType = OutputStage<Out>;
    template <class A>
    using Client = StreamClient<Out>;

    explicit Stream(const Place& place)
        : StreamActor(place), outputs_(static_cast<StageType&>(*place.stage()).outputs) {}

protected:
    // To every reader, each of which gets a copy; dropped when there is none. Never waits.
    void broadcast(Out output) {
        if (const auto version = outputs_.version(); version != seen_) {
            readers_ = outputs_.readers();
            seen_ = version;
        }
        if (readers_.empty()) return;
        for (std::size_t i = 0; i + 1 < readers_.size(); ++i) readers_[i]->replace(output);
        readers_.back()->replace(std::move(output));
    }

private:
    Outputs<Out>& outputs_;
    typename Outputs<Out>::Readers readers_;  // As of `seen_`.
    std::uint64_t seen_ = 0;
};

// Both.
template <class Out>
class Joint : public Stream<Out> {
public:
    using Stream<Out>::Stream;
    template <class A>
    using Client = JointClient<A>;
};

// Of any role, meant to live as long as the program: it can not shut itself down.
template <class Role>
class Permanent : public Role {
public:
    using Role::Role;

protected:
    void shutdown(Context&) = delete;
    void shutdown_and_finish(Context&) = delete;
};

}  // namespace callboard::runtime::stream
