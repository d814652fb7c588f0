#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "runtime/core/cells.hpp"
#include "runtime/core/context.hpp"
#include "runtime/core/dead_letter_log.hpp"
#include "runtime/core/directory.hpp"
#include "runtime/core/events.hpp"
#include "runtime/core/future.hpp"
#include "runtime/core/join.hpp"
#include "runtime/core/kind_of.hpp"
#include "runtime/core/props.hpp"
#include "runtime/core/ref.hpp"
#include "runtime/core/scheduler.hpp"
#include "runtime/core/supervisor_event.hpp"
#include "runtime/core/task.hpp"
#include "runtime/core/timers.hpp"

namespace callboard::runtime {

struct SystemOptions {
    std::string name = "system";
    std::uint32_t workers = 0;                       // 0: one for each core.
    std::unique_ptr<Scheduler> scheduler = nullptr;  // Null: a pool of that many workers.
    Timers::Clock clock = Timers::Clock::Real;
    Props root = {};  // Of the root: how it looks after what is spawned from outside, and more.
    // Where a line about a dead letter goes; by default to the standard error output.
    DeadLetterLog::Write log = write_to_stderr;
    std::uint32_t dead_letter_lines_per_second = 3;  // 0: none.

    static void write_to_stderr(std::string_view line);
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
    Ref<A> spawn(const Props& props = unnamed, Args&&... args) {
        return Ref<A>(spawn_under<A>(root_, nullptr, props, maker<A>(std::forward<Args>(args)...)));
    }
    // A child of another actor. It goes with its parent, also if that is gone by now.
    template <class A, class... Args>
    Ref<A> spawn_in(Ref<> parent, const Props& props, Args&&... args) {
        return Ref<A>(
            spawn_under<A>(parent.id, nullptr, props, maker<A>(std::forward<Args>(args)...)));
    }
    // The same, made by `make()`, which returns an A; now and at every restart.
    template <class A, class Make>
    Ref<A> spawn_made(const Props& props, Make make) {
        return Ref<A>(spawn_under<A>(root_, nullptr, props, std::move(make)));
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

    // Answered when the actor is gone; before it stops it handles what is in its mailbox.
    Future<void> poison(Ref<> actor);
    // Answered as soon as the actor has a turn: it lives, and is not stuck.
    Future<void> touch(Ref<> actor);

    // By path from the root, "box-office/till-2".
    std::optional<Ref<>> find(std::string_view path) const;
    // The path of an actor, after the name of its system: "system/box-office/till-2". One
    // without a name is called by its class and number. Empty when it is gone.
    std::string path_of(Ref<> actor) const;
    // The living actors whose path, as above, fits a pattern: `?` is a letter, `*` any
    // letters but `/`, `**` any letters. In the order of their paths.
    struct Listed {
        std::string path;
        Ref<> actor;
    };
    std::vector<Listed> list(std::string_view pattern = "**") const;

    // Lets an actor of its own hear events of one type: `hear(event)`, on the dispatcher of
    // the props. Ends when that actor is stopped.
    template <class Event, class Hear>
    Ref<> listen(Hear hear, const Props& props = unnamed);

    const std::string& name() const { return name_; }
    Ref<> root() const { return Ref<>(root_); }
    Scheduler& scheduler() const { return *scheduler_; }
    Directory& directory() { return directory_; }
    Timers& timers() { return timers_; }
    EventStream& events() { return events_; }
    std::uint64_t handled() const;  // Messages, by all dispatchers.
    std::uint64_t dead_letters() const;
    void hear_of_dead_letter(const DeadLetterMaker& make);

    // What a signal came to is told to `done`, from the worker that obeyed it.
    static void signal(Ref<> actor, Signal signal, ControlMail::Done done,
                       probe::ActorId other = {}, Ending ending = Ending::Stopped);

private:
    friend class Context;

    // `parent_turn` is the parent when it spawns in its own turn, null from outside.
    template <class A, class Make>
    probe::ActorId spawn_under(probe::ActorId parent, Cell* parent_turn, const Props& props,
                               Make make) {
        const auto* links =
            parent_turn == nullptr ? &root_spawn_links_ : parent_turn->spawn_links();
        if (links == nullptr || links->empty()) [[likely]]
            return spawn_now<A>(parent, parent_turn, props, std::move(make));
        SpawnCall call{names().text_of(kind_of<A>().name), props};
        return pass_spawn(*links, 0, call, [&] {
            return spawn_now<A>(parent, parent_turn, call.props, std::move(make));
        });
    }

    template <class A, class Make>
    probe::ActorId spawn_now(probe::ActorId parent, Cell* parent_turn, const Props& props,
                             Make make) {
        using ItsBody = Body<A, Make>;
        Seat seat(*this, parent, parent_turn, props);
        return seat.fill(kind_of<A>(), ItsBody::plan(), ItsBody::make(std::move(make)));
    }

    template <class A, class... Args>
    static auto maker(Args&&... args) {
        return MakerOf<A, std::decay_t<Args>...>{{std::forward<Args>(args)...}};
    }

    static probe::ActorId pass_spawn(const std::vector<SpawnMiddleware>& links, std::size_t link,
                                     SpawnCall& call, const std::function<probe::ActorId()>& spawn);
    Scheduler& dispatcher_of(const Props& props);
    void tell_later_what_was_hidden();
    std::string name_for_log(const ActorAddress& actor) const;

    // A place that is kept for an actor while its constructor runs.
    class Seat {
    public:
        Seat(System& system, probe::ActorId parent, Cell* parent_turn, const Props& props);
        ~Seat();  // Gives name and cell back when nothing came of it.
        Seat(const Seat&) = delete;
        Seat& operator=(const Seat&) = delete;
        probe::ActorId fill(const Kind& kind, const BodyPlan* plan, void* body);

    private:
        System& system_;
        Cell* parent_turn_;
        Cell* cell_;
        probe::ActorId parent_;
        const Props& props_;
        probe::NameId name_{};
    };

    std::string name_;
    std::unique_ptr<Scheduler> scheduler_;
    // Other dispatchers that actors run on, kept until the end.
    mutable std::mutex dispatchers_mutex_;
    std::vector<std::shared_ptr<Scheduler>> dispatchers_;
    Directory directory_;
    EventStream events_;
    DeadLetterLog dead_letter_log_;
    Timers timers_;
    std::vector<SpawnMiddleware> root_spawn_links_;
    std::atomic<std::uint64_t> last_number_{0};  // In a name that was given a prefix only.
    probe::ActorId root_{};
    const std::uint64_t dead_letters_before_ = dead_letters_outside();  // Of no concern here.
};

// The system behind what can spawn.
inline System& system_of(System& system) { return system; }
inline System& system_of(Context& context) { return context.system(); }

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
Ref<A> Context::spawn(const Props& props, Args&&... args) {
    return spawn_made<A>(props, System::maker<A>(std::forward<Args>(args)...));
}

template <class A, class Make>
Ref<A> Context::spawn_made(const Props& props, Make make) {
    return Ref<A>(system().template spawn_under<A>(cell_.id(), &cell_, props, std::move(make)));
}

namespace detail {

template <class Event, class Hear>
class EventListener : public Actor {
public:
    static constexpr std::string_view kind_name = "EventListener";
    using Accepts = Messages<Event>;

    explicit EventListener(Hear hear) : hear_(std::move(hear)) {}
    void on(const Event& event) { hear_(event); }

private:
    Hear hear_;
};

}  // namespace detail

template <class Event, class Hear>
Ref<> System::listen(Hear hear, const Props& props) {
    const auto listener = spawn<detail::EventListener<Event, Hear>>(props, std::move(hear));
    events_.subscribe<Event>(listener);
    return listener;
}

}  // namespace callboard::runtime
