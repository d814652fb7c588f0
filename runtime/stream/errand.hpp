#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>
#include <utility>

#include "runtime/core/actor.hpp"
#include "runtime/core/context.hpp"
#include "runtime/stream/stage.hpp"

namespace callboard::runtime::stream {

// Something to be done once, on the pool, for a stream actor.
struct Job {
    Keep keep;
    std::stop_token life;  // A stop is requested: not to be begun any more, its result unwanted.
    Timers::Duration delay{};
    std::function<void(const std::stop_token&)> work;
    std::function<void(const char* text)> failed = nullptr;  // Null: the errand itself fails.
};

// Runs one job, and ends.
class Errand : public Actor {
public:
    static constexpr std::string_view kind_name = "Errand";
    struct Begin {};

    using Accepts = Messages<Begin>;
    explicit Errand(std::shared_ptr<Job> job) : job_(std::move(job)) {}

    void on(const Started&, Context& context);
    void on(const Begin&, Context& context);
    void on(const Stopped&) { forget(); }

private:
    struct BeginNow {
        Ref<Errand> errand;
        void operator()() const { errand.send(Begin{}); }
    };
    void run();
    // Others may hold the job for a while; its actor need not wait.
    void forget() {
        let_go_.reset();
        *job_ = {};
    }

    const std::shared_ptr<Job> job_;
    std::optional<std::stop_callback<BeginNow>> let_go_;
};

}  // namespace callboard::runtime::stream
