#pragma once

#include <memory>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/core/behaviour.hpp"
#include "runtime/core/cell.hpp"
#include "runtime/core/continuation.hpp"
#include "runtime/core/kind_of.hpp"
#include "runtime/core/props.hpp"
#include "runtime/core/quiet_time.hpp"
#include "runtime/core/ref.hpp"
#include "runtime/core/task_turn.hpp"
#include "runtime/core/timers.hpp"

namespace callboard::runtime {

class StateMachine;

// What a handler may do: who it is, who asked, spawn children, end itself. Lives
// for one turn; not to be kept.
class Context {
public:
    explicit Context(Cell& cell) : cell_(cell) {}
    // Of a handler that outlives its turn, and has its message elsewhere.
    Context(const Context& of_turn, Envelope& kept) : cell_(of_turn.cell_), current_(&kept) {}

    Ref<> self() const { return Ref<>(cell_.id()); }
    template <class A>
    Ref<A> self() const {
        if (cell_.kind() != &kind_of<A>())
            throw std::logic_error("this actor is no " + type_name<A>());
        return Ref<A>(cell_.id());
    }
    // The actor that sent or asked the message at hand; nobody when it came from outside.
    Ref<> sender() const;
    // What travels beside the message at hand; empty: there is no such header.
    std::string_view header(std::string_view name) const;
    Ref<> parent() const { return Ref<>(cell_.parent()); }
    // Without those that this actor has told to stop.
    std::uint32_t child_count() const;
    std::vector<Ref<>> children() const;  // The oldest first.
    // When this actor had that child restarted, as far as its budget remembers.
    std::vector<Instant> restarts_of(Ref<> child) const;
    System& system() const { return cell_.system(); }

    // A child of this actor: it stops when this one stops, and its failures are
    // decided here. Throws NameTaken, or what the constructor throws.
    template <class A, class... Args>
    Ref<A> spawn(const Props& props = unnamed, Args&&... args);
    // The same, made by `make()`, which returns an A; now and at every restart.
    template <class A, class Make>
    Ref<A> spawn_made(const Props& props, Make make);

    // Asks another actor. The answer comes back as a message of this actor's own, so
    // `on_answer(answer, context)` runs in its turn, and others meanwhile. An ask that
    // fails is told to `on_error(const AskError&, Context&)`; without one it is a failure
    // of this actor. Dropped when this actor stops or restarts before.
    template <class A, class M, class OnAnswer>
    requires AcceptedBy<A, M>
    void ask(Ref<A> actor, M&& message, OnAnswer on_answer);
    // With a limit, an answer that does not come in time is such an error, too, and dropped
    // when it comes later.
    template <class A, class M, class OnAnswer, class OnError>
    requires AcceptedBy<A, M>
    void ask(Ref<A> actor, M&& message, OnAnswer on_answer, OnError on_error,
             Timers::Duration limit = {});
    // For a coroutine to `co_await`, to be combined by `all` and `any`, or piped on.
    template <class A, class M>
    requires AcceptedBy<A, M> Future<ReplyOf<A, M>> ask(Ref<A> actor, M&& message);

    // Goes on with a future of any origin in a turn of this actor, as `ask` does.
    template <class R, class OnAnswer>
    void when(Future<R> future, OnAnswer on_answer);
    template <class R, class OnAnswer, class OnError>
    void when(Future<R> future, OnAnswer on_answer, OnError on_error);

    // Ready after a while: `co_await context.sleep(1s)`.
    Future<void> sleep(Timers::Duration time);

    // Hands the message at hand to another actor, which sees the same sender, question and
    // headers. Whether it accepts the message shows at run time.
    Sent forward(Ref<> actor);

    // Takes the question at hand along, to answer it later: see Deferred.
    template <class R>
    Deferred<R> defer() {
        return Deferred<R>(take_question());
    }
    // For who does not know R: owed an answer, by `fill` or a Deferred. Null: nobody asked.
    ReplySlot* take_question();

    // Another behaviour from the next message on. `become` takes the place of all so far,
    // `push` lies on top, `pop` goes back; below them all are the actor's own `on`s, to
    // which a restart returns.
    void become(Behaviour behaviour) { cell_.become(std::move(behaviour)); }
    void push(Behaviour behaviour) { cell_.push_behaviour(std::move(behaviour)); }
    void pop() { cell_.pop_behaviour(); }
    // Runs a state machine from its first state on, until this actor restarts or stops: one
    // for each life. Its states are behaviours, in place of all so far; what is pushed lies
    // on top until the next transition.
    void run(StateMachine machine);

    // Keeps the message at hand for later; `unstash_all` puts what was kept in front of
    // the mailbox, in order, senders and asks included. Take nothing out of a message
    // before you stash it.
    void stash();
    void unstash_all() { cell_.unstash_all(); }

    // Sends this actor a message later, once or again and again. Dropped when the actor
    // stops or restarts before. Throws when the actor does not accept the message.
    template <class M>
    TimerId after(Timers::Duration delay, M&& message);
    template <class M>
    TimerId every(Timers::Duration period, M&& message);
    // Calls `action(context)` later, as one of this actor's turns, on the same terms.
    template <class Action>
    TimerId call_after(Timers::Duration delay, Action action);
    void cancel(TimerId timer);

    void stop() { stop(self()); }  // After the message at hand.
    void stop(Ref<> actor);
    // When what is in its mailbox by now has been handled.
    void poison(Ref<> actor) { detail::deliver_poison(actor.id, nullptr); }

    // Calls `on(const ReceiveTimeout&, …)` when no message has come for so long; less than
    // a millisecond is never. Ends with a restart.
    void set_receive_timeout(Timers::Duration limit, Repeat repeat) {
        cell_.set_receive_timeout(limit, repeat);
    }
    void cancel_receive_timeout() { cell_.cancel_receive_timeout(); }

    // For what is written around handlers: keeps a coroutine until it ends.
    void keep(std::unique_ptr<TaskTurn> turn) { cell_.keep(std::move(turn)); }

    // Asks to be told, once, by `on(const Terminated&, …)`, when that actor is no more;
    // at once if it is not there now. A parent is told of its children anyway.
    void watch(Ref<> actor) { cell_.watch(actor.id); }
    void unwatch(Ref<> actor) { cell_.unwatch(actor.id); }

private:
    friend class Cell;
    friend class StateMachine;

    TimerId set_timer(Timers::Order order);
    TimerId set_call(Timers::Duration delay, Continuation& call);
    Cell& cell_;
    Envelope* current_ = nullptr;  // The message at hand.
};

template <class A, class M, class OnAnswer, class OnError>
requires AcceptedBy<A, M>
void Context::ask(Ref<A> actor, M&& message, OnAnswer on_answer, OnError on_error,
                  Timers::Duration limit) {
    auto* continuation = detail::ContinuationOf<ReplyOf<A, M>, OnAnswer, OnError>::make(
        cell_.id(), cell_.restarts(), std::move(on_answer), std::move(on_error));
    if (limit.count() > 0) cell_.set_deadline(*continuation, limit);
    actor.dispatch(std::forward<M>(message), continuation);
}

template <class Action>
TimerId Context::call_after(Timers::Duration delay, Action action) {
    const auto no_error = [](const AskError&, Context&) {};
    return set_call(delay, *detail::ContinuationOf<void, Action, decltype(no_error)>::make(
                               cell_.id(), cell_.restarts(), std::move(action), no_error));
}

namespace detail {
inline constexpr auto fail_by_ask_error = [](const AskError& error, Context&) {
    throw AskFailed(error);
};
}

template <class A, class M, class OnAnswer>
requires AcceptedBy<A, M>
void Context::ask(Ref<A> actor, M&& message, OnAnswer on_answer) {
    ask(actor, std::forward<M>(message), std::move(on_answer), detail::fail_by_ask_error);
}

template <class A, class M>
requires AcceptedBy<A, M> Future<ReplyOf<A, M>> Context::ask(Ref<A> actor, M&& message) {
    ReplySlot* slot = make_reply_slot(cell_.id());
    actor.dispatch(std::forward<M>(message), slot);
    return Future<ReplyOf<A, M>>(slot);
}

template <class R, class OnAnswer, class OnError>
void Context::when(Future<R> future, OnAnswer on_answer, OnError on_error) {
    auto* continuation = detail::ContinuationOf<R, OnAnswer, OnError>::make(
        cell_.id(), cell_.restarts(), std::move(on_answer), std::move(on_error));
    detail::chain_call(std::move(future),
                       [continuation](Envelope* reply) { fill(*continuation, reply); });
}

template <class R, class OnAnswer>
void Context::when(Future<R> future, OnAnswer on_answer) {
    when(std::move(future), std::move(on_answer), detail::fail_by_ask_error);
}

}  // namespace callboard::runtime
