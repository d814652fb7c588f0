#pragma once

#include <stdexcept>
#include <utility>

#include "runtime/core/behaviour.hpp"
#include "runtime/core/cell.hpp"
#include "runtime/core/continuation.hpp"
#include "runtime/core/kind_of.hpp"
#include "runtime/core/name.hpp"
#include "runtime/core/ref.hpp"
#include "runtime/core/timers.hpp"

namespace callboard::runtime {

// What a handler may do: who it is, who asked, spawn children, end itself. Lives
// for one turn; not to be kept.
class Context {
public:
    explicit Context(Cell& cell) : cell_(cell) {}

    Ref<> self() const { return Ref<>(cell_.id()); }
    template <class A>
    Ref<A> self() const {
        if (cell_.kind() != &kind_of<A>())
            throw std::logic_error("this actor is no " + type_name<A>());
        return Ref<A>(cell_.id());
    }
    // The actor that sent the message at hand; nobody when it came from outside or asks.
    Ref<> sender() const {
        return current_ == nullptr || current_->asked() ? Ref<>() : Ref<>(current_->from.actor);
    }
    Ref<> parent() const { return Ref<>(cell_.parent()); }
    std::uint32_t child_count() const { return cell_.family().count(); }
    System& system() const { return cell_.system(); }

    // A child of this actor: it stops when this one stops, and its failures are
    // decided here. Throws NameTaken, or what the constructor throws.
    template <class A, class... Args>
    Ref<A> spawn(Name name = unnamed, Args&&... args);

    // Asks another actor. The answer comes back as a message of this actor's own, so
    // `on_answer(answer, context)` runs in its turn, and others meanwhile. An ask that
    // fails is told to `on_error(const AskError&, Context&)`; without one it is a failure
    // of this actor. Dropped when this actor stops or restarts before.
    template <class A, class M, class OnAnswer>
    requires AcceptedBy<A, M>
    void ask(Ref<A> actor, M&& message, OnAnswer on_answer);
    template <class A, class M, class OnAnswer, class OnError>
    requires AcceptedBy<A, M>
    void ask(Ref<A> actor, M&& message, OnAnswer on_answer, OnError on_error);

    // Takes the question at hand along, to answer it later: see Deferred.
    template <class R>
    Deferred<R> defer() {
        return Deferred<R>(take_question());
    }

    // Another behaviour from the next message on. `become` takes the place of all so far,
    // `push` lies on top, `pop` goes back; below them all are the actor's own `on`s, to
    // which a restart returns.
    void become(Behaviour behaviour) { cell_.become(std::move(behaviour)); }
    void push(Behaviour behaviour) { cell_.push_behaviour(std::move(behaviour)); }
    void pop() { cell_.pop_behaviour(); }

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
    void cancel(TimerId timer);

    void stop() { stop(self()); }  // After the message at hand.
    void stop(Ref<> actor);

    // Asks to be told, once, by `on(const Terminated&, …)`, when that actor is no more;
    // at once if it is not there now. A parent is told of its children anyway.
    void watch(Ref<> actor) { cell_.watch(actor.id); }
    void unwatch(Ref<> actor) { cell_.unwatch(actor.id); }

private:
    friend class Cell;

    TimerId set_timer(Timers::Order order);
    ReplySlot* take_question();  // Null: nobody asked.

    Cell& cell_;
    Envelope* current_ = nullptr;  // The message at hand.
};

template <class A, class M, class OnAnswer, class OnError>
requires AcceptedBy<A, M>
void Context::ask(Ref<A> actor, M&& message, OnAnswer on_answer, OnError on_error) {
    actor.dispatch(std::forward<M>(message),
                   make_awaiting_slot({cell_.id(), cell_.restarts(),
                                       detail::answer_taker<ReplyOf<A, M>>(std::move(on_answer),
                                                                           std::move(on_error))}));
}

template <class A, class M, class OnAnswer>
requires AcceptedBy<A, M>
void Context::ask(Ref<A> actor, M&& message, OnAnswer on_answer) {
    ask(actor, std::forward<M>(message), std::move(on_answer),
        [](const AskError& error, Context&) { throw AskFailed(error); });
}

}  // namespace callboard::runtime
