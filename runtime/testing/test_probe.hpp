#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "runtime/core/system.hpp"
#include "runtime/testing/expectations.hpp"

namespace callboard::runtime {

namespace detail {

// The actor behind a TestProbe: it keeps what it is sent, and answers nothing itself.
template <class... M>
class ProbeActor : public Actor {
public:
    static constexpr std::string_view kind_name = "TestProbe";
    using Accepts = Messages<M...>;
    using ItsCatch = Catch<Terminated, M...>;

    explicit ProbeActor(std::shared_ptr<ItsCatch> caught) : catch_(std::move(caught)) {}

    template <class Message>
    requires(std::is_same_v<Message, M> || ...) void on(Message&& message, Context& context) {
        const Ref<> sender = context.sender();
        catch_->add(
            {std::forward<Message>(message), sender, HeldQuestion(context.take_question())});
    }
    void on(const Terminated& terminated, Context&) { catch_->add({terminated, terminated.who}); }

private:
    std::shared_ptr<ItsCatch> catch_;
};

}  // namespace detail

// An actor in the hand of a test, which sees what it is sent and speaks for it:
//
//     TestProbe<Receipt, Refusal> customer(system);
//     customer.send(till, Sell{"A 12", 2});
//     CHECK(customer.expect<Receipt>().total == 3600);
//     customer.expect_none();
//
// It is told when an actor that it watches ends: expect<Terminated>(). It may not outlive
// its system, and ends its actor with itself. The test's own thread only.
template <class... M>
class TestProbe : public Expectations<Terminated, M...> {
    using Base = Expectations<Terminated, M...>;
    using ItsActor = detail::ProbeActor<M...>;

public:
    using typename Base::Limit;

    explicit TestProbe(System& system, const Props& props = unnamed)
        : Base(system), system_(system), actor_(system.spawn<ItsActor>(props, this->caught())) {}
    ~TestProbe() { system_.stop(actor_); }
    TestProbe(const TestProbe&) = delete;
    TestProbe& operator=(const TestProbe&) = delete;

    Ref<ItsActor> ref() const { return actor_; }
    // In place of an actor of class A, which takes these messages in this order: see ProbeOf.
    template <class A>
    requires std::is_same_v<typename A::Accepts, Messages<M...>> Ref<A> ref_as()
    const { return Ref<A>(actor_.id); }

    // As if this actor had sent it.
    template <class A, class Message>
    requires AcceptedBy<A, Message> Sent send(Ref<A> actor, Message&& message) {
        return send(Ref<>(actor), std::forward<Message>(message));
    }
    template <class Message>
    Sent send(Ref<> actor, Message&& message) {
        Envelope* const envelope = make_envelope(std::forward<Message>(message));
        envelope->from.actor = actor_.id;
        return detail::pass_on(actor.id, envelope);
    }

    // As if this actor had asked it; waits for the answer. Throws AskFailed as any ask, and
    // TestFailure when none comes.
    template <class A, class Message>
    requires AcceptedBy<A, Message> ReplyOf<A, Message> ask(Ref<A> actor, Message&& message,
                                                            Limit limit = std::nullopt) {
        ReplySlot* const slot = make_reply_slot(actor_.id);
        actor.dispatch(std::forward<Message>(message), slot);
        return this->patience().answer(Future<ReplyOf<A, Message>>(slot), limit);
    }

    // To be told by a Terminated. When it returns, the watch holds.
    void watch(Ref<> actor) {
        System::signal(actor_, Signal::Inspect, [actor](Cell* cell) {
            if (cell != nullptr) cell->watch(actor.id);
        });
        this->patience().answer(system_.touch(actor_));
    }

    // ── Of what was expected or fished last ──
    Ref<> sender() { return this->last() ? this->last()->sender : Ref<>(); }
    bool asked() { return this->last() && this->last()->question.open(); }
    // Answers it with an R, which is what who asked takes for granted.
    template <class R>
    void reply(std::type_identity_t<R> answer) {
        fill(question(), make_envelope(R(std::move(answer))));
    }
    void reply() { fill(question(), nullptr); }
    void refuse(std::string text) {
        fill_error(question(), AskError::Why::HandlerFailed, std::move(text));
    }

private:
    ReplySlot& question() {
        if (!asked()) throw TestFailure("nobody asks, so there is nothing to reply to.");
        return *this->last()->question.take();
    }

    System& system_;
    const Ref<ItsActor> actor_;
};

namespace detail {
template <class List>
struct ProbeOfList;
template <class... M>
struct ProbeOfList<Messages<M...>> {
    using Type = TestProbe<M...>;
};
}  // namespace detail

// A probe that takes what actors of class A take, to stand in for one.
template <class A>
using ProbeOf = typename detail::ProbeOfList<typename A::Accepts>::Type;

}  // namespace callboard::runtime
