#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>

#include "runtime/core/cells.hpp"
#include "runtime/core/context.hpp"
#include "runtime/core/directory.hpp"
#include "runtime/core/future.hpp"
#include "runtime/core/kind_of.hpp"
#include "runtime/core/name.hpp"
#include "runtime/core/ref.hpp"
#include "runtime/core/scheduler.hpp"
#include "runtime/core/timers.hpp"

namespace callboard::runtime {

struct SystemOptions {
    std::string name = "system";
    std::uint32_t workers = 0;                       // 0: one for each core.
    std::unique_ptr<Scheduler> scheduler = nullptr;  // Null: a pool of that many workers.
    Timers::Clock clock = Timers::Clock::Real;
};

// The actors of one program and what runs them. Any thread, but for the end: when
// it is destroyed every actor is stopped, children first, and nobody may send any more.
class System {
public:
    explicit System(SystemOptions options = {});
    ~System();
    System(const System&) = delete;
    System& operator=(const System&) = delete;

    // An actor under the root. The first argument is its name (`unnamed` for none), the
    // others are kept, and handed to the constructor now and at every restart. Throws
    // NameTaken, or what the constructor throws.
    template <class A, class... Args>
    Ref<A> spawn(Name name = unnamed, Args&&... args) {
        return Ref<A>(spawn_under<A>(root_, nullptr, name, std::forward<Args>(args)...));
    }

    // Fails at once, with NoSuchActor, when nobody is there to answer.
    template <class A, class M>
    requires AcceptedBy<A, M> Future<ReplyOf<A, M>> ask(Ref<A> actor, M&& message) {
        ReplySlot* slot = make_reply_slot();
        actor.dispatch(std::forward<M>(message), slot);
        return Future<ReplyOf<A, M>>(slot);
    }

    // Answered when the actor, and before it its children, are gone.
    Future<void> stop(Ref<> actor);

    // By path from the root, "box-office/till-2".
    std::optional<Ref<>> find(std::string_view path) const;

    const std::string& name() const { return name_; }
    Ref<> root() const { return Ref<>(root_); }
    Scheduler& scheduler() const { return *scheduler_; }
    Directory& directory() { return directory_; }
    Timers& timers() { return timers_; }
    std::uint64_t dead_letters() const;

    // What a signal came to is told to `done`, from the worker that obeyed it.
    static void signal(Ref<> actor, Signal signal, ControlMail::Done done,
                       probe::ActorId other = {});

private:
    friend class Context;

    // `parent_turn` is the parent when it spawns in its own turn, null from outside.
    template <class A, class... Args>
    probe::ActorId spawn_under(probe::ActorId parent, Cell* parent_turn, Name name,
                               Args&&... args) {
        using ItsBody = Body<A, std::decay_t<Args>...>;
        Seat seat(*this, parent, parent_turn, name);
        void* body = ItsBody::make(std::forward<Args>(args)...);
        return seat.fill(kind_of<A>(), ItsBody::plan(), body);
    }

    // A place that is kept for an actor while its constructor runs.
    class Seat {
    public:
        Seat(System& system, probe::ActorId parent, Cell* parent_turn, Name name);
        ~Seat();  // Gives name and cell back when nothing came of it.
        Seat(const Seat&) = delete;
        Seat& operator=(const Seat&) = delete;
        probe::ActorId fill(const Kind& kind, const BodyPlan* plan, void* body);

    private:
        System& system_;
        Cell* parent_turn_;
        Cell* cell_;
        probe::ActorId parent_;
        probe::NameId name_{};
    };

    std::string name_;
    std::unique_ptr<Scheduler> scheduler_;
    Directory directory_;
    Timers timers_;
    probe::ActorId root_{};
};

template <class M>
TimerId Context::after(Timers::Duration delay, M&& message) {
    return set_timer(
        {.message = make_envelope(std::forward<M>(message)), .copy = nullptr, .delay = delay});
}

template <class M>
TimerId Context::every(Timers::Duration period, M&& message) {
    using Plain = std::remove_cvref_t<M>;
    return set_timer({.message = make_envelope(std::forward<M>(message)),
                      .copy = [](Envelope& made) { return make_envelope(made.message<Plain>()); },
                      .delay = period,
                      .period = period});
}

template <class A, class... Args>
Ref<A> Context::spawn(Name name, Args&&... args) {
    return Ref<A>(
        system().template spawn_under<A>(cell_.id(), &cell_, name, std::forward<Args>(args)...));
}

}  // namespace callboard::runtime
