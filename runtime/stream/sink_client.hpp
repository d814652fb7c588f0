#pragma once

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "runtime/stream/backstage.hpp"
#include "runtime/stream/stage.hpp"
#include "runtime/stream/tracker.hpp"

namespace callboard::runtime::stream {

// Sends to an actor, and keeps it alive while it is held. Good before the launch, too:
// what is sent then waits for it, in order. Any thread; copy it freely.
template <class A>
class SinkClient {
public:
    SinkClient() = default;
    explicit SinkClient(std::shared_ptr<Stage> stage) : keep_(std::move(stage), Reason::Client) {}

    template <class M>
    requires AcceptedBy<A, M> Sent send(M&& message)
    const {
        if (const Ref<A> actor = ref()) return actor.send(std::forward<M>(message));
        if (!keep_.stage()) return Sent::NoSuchActor;
        using Plain = std::remove_cvref_t<M>;
        auto kept = std::make_shared<Plain>(std::forward<M>(message));
        return keep_.stage()->when_launched(
            [kept](probe::ActorId actor) { Ref<A>(actor).send(std::move(*kept)); });
    }

    // Sends a message whose answer can be followed; what the handler returns is the answer.
    template <class M>
    requires AcceptedBy<A, M> Tracker<ReplyOf<A, std::remove_cvref_t<M>>> track(M&& message)
    const {
        using Plain = std::remove_cvref_t<M>;
        using R = ReplyOf<A, Plain>;
        if (!keep_.stage()) return Tracker<R>::of_nobody();
        System& system = keep_.stage()->system();
        if (const Ref<A> actor = ref())
            return Tracker<R>(system.ask(actor, std::forward<M>(message)));
        auto waiting = std::make_shared<std::promise<Future<R>>>();
        auto kept = std::make_shared<Plain>(std::forward<M>(message));
        Tracker<R> tracker(waiting->get_future());
        keep_.stage()->when_launched([waiting, kept, &system](probe::ActorId actor) {
            waiting->set_value(system.ask(Ref<A>(actor), std::move(*kept)));
        });
        return tracker;
    }

    // One more source for the actor, which stays attached when the actor restarts.
    template <class From, class Convert = std::identity>
    requires AcceptedBy<A, MessageOf<From, Convert>>
    void attach(From&& from, Convert convert = {}) const {
        const auto& stage = keep_.stage();
        if (!stage) return;
        auto flow = make_flow(stage, stage->over(), std::forward<From>(from), std::move(convert));
        stage->when_launched([flow](probe::ActorId actor) { open(flow, actor); });
    }

    Ref<A> ref() const {  // Nobody: not launched yet.
        return keep_.stage() ? Ref<A>(keep_.stage()->actor()) : Ref<A>();
    }
    bool is_closed() const { return !keep_.stage() || keep_.stage()->closed(); }
    std::optional<Cause> cause() const {  // How the actor ended; none: it has not.
        return keep_.stage() ? keep_.stage()->cause() : std::nullopt;
    }
    StageFigures figures() const {
        return keep_.stage() ? keep_.stage()->figures() : StageFigures{};
    }
    Edge edge(Ref<> holder) const { return {holder, ref(), Edge::Way::Sends}; }
    const std::shared_ptr<Stage>& stage() const { return keep_.stage(); }

private:
    static void open(const std::shared_ptr<Inflow>& flow, probe::ActorId actor) {
        flow->aim(Ref<>(actor));
        if (!flow->life().stop_requested())
            Backstage::of(flow->stage().system()).send(OpenInlet{flow});
    }

    Keep keep_;
};

}  // namespace callboard::runtime::stream
