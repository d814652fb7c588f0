#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <type_traits>
#include <utility>

#include "runtime/core/context.hpp"
#include "runtime/stream/backstage.hpp"
#include "runtime/stream/flow.hpp"
#include "runtime/stream/sink_client.hpp"

namespace callboard::runtime::stream {

namespace detail {
// A task may want to know that nobody waits for it any more.
template <class Task>
decltype(auto) run_task(Task& task, const std::stop_token& token) {
    if constexpr (std::is_invocable_v<Task&, std::stop_token>)
        return std::invoke(task, token);
    else
        return std::invoke(task);
}
template <class Task>
using ResultOf = std::remove_cvref_t<decltype(run_task(std::declval<Task&>(), {}))>;
}  // namespace detail

// What an actor of a role can do beside what any actor can; its own turn only. What it
// attaches and begins here belongs to its present life and is let go when it stops or
// restarts; what the draft attached, clients, readers and edges stay.
class StreamActor : public Actor {
public:
    explicit StreamActor(const Place& place) : stage_(place.stage()) {}
    StreamActor(const StreamActor&) = delete;
    StreamActor& operator=(const StreamActor&) = delete;

protected:
    ~StreamActor() { life_.request_stop(); }

    // One more source. Its items, or what `convert` makes of each, come as messages; throws
    // when this actor does not accept them. It is alive at least until the source ends.
    template <class From, class Convert = std::identity>
    void attach(Context& context, From&& from, Convert convert = {}) {
        auto flow =
            make_flow(stage_, life_.get_token(), std::forward<From>(from), std::move(convert));
        flow->aim(context.self());
        Backstage::of(context.system()).send(OpenInlet{std::move(flow)});
    }

    // ── Loopback: what comes of it is a message to this actor, which is alive until then ──

    // Runs a task on the pool; what it returns is the message. If it throws, see StreamFailure.
    template <class Task>
    void loopback(Context& context, Task task);
    template <class M>
    void loopback_after(Context& context, Timers::Duration delay, M message) {
        stage_->require(type_index<M>());
        begin(context,
              loopback_job(context, [kept = std::make_shared<M>(
                                         std::move(message))] { return std::move(*kept); }),
              delay);
    }
    // Asks another actor; its answer, or what `convert` makes of it, is the message.
    template <class A, class Q, class Convert = std::identity>
    requires AcceptedBy<A, Q>
    void loopback_ask(Context& context, Ref<A> actor, Q&& question, Convert convert = {});

    // Runs a task on the pool that gives no message and keeps nobody alive.
    template <class Task>
    void manage(Context& context, Task task) {
        auto kept = std::make_shared<Task>(std::move(task));
        begin(context,
              {.keep = Keep(stage_, Reason::Managed),
               .life = stage_->background().get_token(),
               .work = [kept](const std::stop_token& token) { detail::run_task(*kept, token); }});
    }

    // ── The end: after the message at hand; what waits in the mailbox is dropped, sources
    // and pending tasks are let go. Managed tasks are dropped, or go on ──
    void shutdown(Context& context);
    void shutdown_and_finish(Context& context);

    // ── Wiring: clients that others can see it holds, one of each type. See Edges ──
    template <class Client>
    void add_edge(Client client) {
        stage_->edges().add(std::move(client));
    }
    template <class Client>
    const Client* edge() const {
        return stage_->edges().template get<Client>();
    }
    template <class Client, class Change>
    bool change_edge(Change change) {
        return stage_->edges().template change<Client>(std::move(change));
    }
    template <class Client>
    std::optional<Client> remove_edge() {
        return stage_->edges().template remove<Client>();
    }

    // A client of this actor, to be given to others; throws when its class is not A.
    template <class A>
    SinkClient<A> client() const {
        if (&stage_->kind() != &kind_of<A>())
            throw std::logic_error("this actor is no " + type_name<A>());
        return SinkClient<A>(stage_);
    }

    StageFigures figures() const { return stage_->figures(); }
    const std::shared_ptr<Stage>& stage() const { return stage_; }

private:
    template <class Make>
    Job loopback_job(Context& context, Make make) const;
    static void begin(Context& context, Job job, Timers::Duration delay = {});
    void tell_failed_ask(const AskError& error, Context& context) const;

    const std::shared_ptr<Stage> stage_;
    std::stop_source life_;  // A stop is requested when this life ends.
};

template <class Make>
Job StreamActor::loopback_job(Context& context, Make make) const {
    return {
        .keep = Keep(stage_, Reason::Task),
        .life = life_.get_token(),
        .work =
            [self = context.self(), make = std::move(make)](const std::stop_token& token) mutable {
                auto message = detail::run_task(make, token);
                if (!token.stop_requested()) self.send(std::move(message));
            },
        .failed = [self = context.self(),
                   stage = stage_](const char* text) { stage->report_failed_task(self, text); }};
}

template <class Task>
void StreamActor::loopback(Context& context, Task task) {
    stage_->require(type_index<detail::ResultOf<Task>>());
    begin(context, loopback_job(context, [kept = std::make_shared<Task>(std::move(task))](
                                             const std::stop_token& token) {
              return detail::run_task(*kept, token);
          }));
}

template <class A, class Q, class Convert>
requires AcceptedBy<A, Q>
void StreamActor::loopback_ask(Context& context, Ref<A> actor, Q&& question, Convert convert) {
    using R = ReplyOf<A, Q>;
    const Keep keep(stage_, Reason::Task);
    const auto give_up = [this, keep](const AskError& error, Context& turn) {
        tell_failed_ask(error, turn);
    };
    if constexpr (std::is_void_v<R>) {
        using M = std::remove_cvref_t<std::invoke_result_t<Convert&>>;
        stage_->require(type_index<M>());
        context.ask(
            actor, std::forward<Q>(question),
            [keep, convert = std::move(convert)](Context& turn) mutable {
                turn.self().send(std::invoke(convert));
            },
            give_up);
    } else {
        using M = std::remove_cvref_t<std::invoke_result_t<Convert&, R>>;
        stage_->require(type_index<M>());
        context.ask(
            actor, std::forward<Q>(question),
            [keep, convert = std::move(convert)](R answer, Context& turn) mutable {
                turn.self().send(std::invoke(convert, std::move(answer)));
            },
            give_up);
    }
}

}  // namespace callboard::runtime::stream
