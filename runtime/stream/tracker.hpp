#pragma once

#include <chrono>
#include <future>
#include <utility>

#include "runtime/core/future.hpp"
#include "runtime/stream/stage.hpp"

namespace callboard::runtime::stream {

// An answer to a message that may even wait for the launch of its actor. Movable; one
// thread at a time. Letting go of it is fine: the answer is then dropped.
template <class R>
class Tracker {
public:
    explicit Tracker(std::future<Future<R>> launched) : launched_(std::move(launched)) {}
    explicit Tracker(Future<R> asked) : Tracker(already(std::move(asked))) {}
    static Tracker of_nobody() { return Tracker(std::promise<Future<R>>().get_future()); }

    // Once, from a plain thread. Throws AskFailed when there will be no answer: NoSuchActor
    // when the actor has ended or was never launched; AskTimedOut when the time ran out.
    R get(std::chrono::nanoseconds limit = std::chrono::hours(24 * 365)) {
        refuse_to_wait_in_a_turn();
        const auto end = std::chrono::steady_clock::now() + limit;
        if (launched_.wait_for(limit) != std::future_status::ready) throw AskTimedOut();
        return asked().get(end - std::chrono::steady_clock::now());
    }

private:
    Future<R> asked() {
        try {
            return launched_.get();
        } catch (const std::future_error&) {
            throw NoSuchActor({AskError::Why::NoSuchActor, "the actor was never launched"});
        }
    }
    static std::future<Future<R>> already(Future<R> asked) {
        std::promise<Future<R>> promise;
        promise.set_value(std::move(asked));
        return promise.get_future();
    }

    std::future<Future<R>> launched_;
};

}  // namespace callboard::runtime::stream
