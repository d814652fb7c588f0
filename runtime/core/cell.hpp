#pragma once

#include <atomic>
#include <chrono>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "probe/record/actor_state.hpp"
#include "probe/record/ids.hpp"
#include "probe/record/tally.hpp"
#include "probe/wire/frame.hpp"
#include "runtime/core/body.hpp"
#include "runtime/core/control_lane.hpp"
#include "runtime/core/door.hpp"
#include "runtime/core/family.hpp"
#include "runtime/core/kind.hpp"
#include "runtime/core/mailbox.hpp"
#include "runtime/core/props.hpp"
#include "runtime/core/scheduler.hpp"
#include "runtime/core/worker.hpp"

namespace callboard::runtime {

class Behaviour;
class Context;
class StateMachine;
class System;
class TaskTurn;
struct Continuation;
enum class Repeat : std::uint8_t;

// How a turn ended. Parked: the caller no longer owns the cell.
enum class Ran : std::uint8_t { Parked, MoreToDo };

// What a new actor is made of.
struct Birth {
    System* system = nullptr;
    Scheduler* scheduler = nullptr;
    const Kind* kind = nullptr;
    const BodyPlan* plan = nullptr;
    void* body = nullptr;
    void* object = nullptr;
    probe::ActorId parent{};
    probe::NameId name{};
    const Props::Wishes* wishes = nullptr;                  // Null: as usual.
    Door* door = nullptr;                                   // Null: the plain mailbox.
    std::optional<Supervision> supervision = std::nullopt;  // What its class says of it.
};

// The place where one actor lives: its mail, its object, its family, and what the
// probe counts. Cells lie in slabs that are never unmapped, and a cell is used
// again with a new generation, so a stale reference finds memory that is readable
// and a number that is not its own.
//
// Invariant: at any time at most one thread owns a cell: who took the mailbox's
// idle bit. Everything but the first cache line belongs to the owner; what others
// may read of it is atomic.
class alignas(64) Cell {
public:
    probe::ActorId id() const {
        return probe::make_actor_id(slot_, generation_.load(std::memory_order_relaxed));
    }
    bool is(probe::ActorId id) const {  // Any thread.
        return generation_.load(std::memory_order_acquire) == probe::generation_of(id);
    }
    std::uint32_t slot() const { return slot_; }
    std::uint64_t restarts() const { return restarts_.read(); }                 // Any thread.
    const Kind* kind() const { return kind_.load(std::memory_order_relaxed); }  // Any thread.
    // Of the actor that lives here or did last. Any thread; it may have ended.
    const System* last_system() const { return system_.load(std::memory_order_relaxed); }
    std::uint64_t dropped() const;  // By its mailbox. Any thread.

    // ── Any thread ──
    Sent post(probe::ActorId to, Envelope* envelope);  // `target_generation` and `from` are set.
    void post_inside(Envelope* envelope);              // Past the door, if there is one.
    void wake();                                       // Behind its door there is mail.
    void post_control(ControlMail* mail);
    bool sample(const System& system,
                probe::ActorSample& out) const;  // False: not one of its actors.

    // ── Who took it from the slab ──
    void lay_out(std::uint32_t slot);  // Once, before anyone knows the cell; leaves it vacant.
    bool claim() { return inbox_.claim(); }
    probe::ActorId next_id() const;
    void begin(const Birth& birth);  // Alive from here on, and owned; submit it next.
    void schedule();                 // By the owner, who is none any more after it.
    void give_up();                  // Claimed, but nothing came of it.

    // ── The owner ──
    Ran run(Worker& worker, int budget);
    void note_sent() { sent_.add(1); }
    void become(Behaviour behaviour);                         // In place of all behaviours so far.
    void become_bound(std::shared_ptr<Behaviour> behaviour);  // One that was bound already.
    void push_behaviour(Behaviour behaviour);
    void run_machine(StateMachine machine, Context& context);
    const StateMachine* machine() const;  // Null: it runs none.
    void pop_behaviour();                 // Back to the one before, at last to its own `on`s.
    const Behaviour* behaviour() const;   // The one in force; null: its own `on`s.
    void stash(Envelope& current);
    void unstash_all();
    void watch(probe::ActorId other);
    void unwatch(probe::ActorId other);
    void note_leaving(probe::ActorId child);
    bool is_leaving(probe::ActorId child) const;
    void set_deadline(Continuation& continuation, std::chrono::nanoseconds limit);
    void set_receive_timeout(std::chrono::nanoseconds limit, Repeat repeat);
    void cancel_receive_timeout();
    // Coroutines that wait: kept until they end, or the actor's life does.
    void keep(std::unique_ptr<TaskTurn> turn);
    bool keeps(const TaskTurn& turn) const;
    void go_on(TaskTurn& turn, std::coroutine_handle<> coroutine);
    Family& family() { return family_; }  // The links to siblings: the parent's owner.
    const Family& family() const { return family_; }
    System& system() const { return *system_.load(std::memory_order_relaxed); }
    probe::ActorId parent() const { return parent_.load(std::memory_order_relaxed); }
    void* object() const { return object_; }
    bool stopping() const { return phase() == Phase::Stopping; }
    const std::vector<SpawnMiddleware>* spawn_links() const;  // Null: none.
    struct Extras;
    const Extras* extras() const { return extras_; }

    // Pushes that a worker counted for this cell. Any thread.
    void add_queued(std::uint32_t count) { queued_.fetch_add(count, std::memory_order_relaxed); }

private:
    enum class Phase : std::uint8_t {
        Vacant,
        Starting,
        Running,
        Awaiting,  // A coroutine waits, and the actor does nothing else meanwhile.
        Suspended,
        Restarting,
        Stopping,
    };
    enum class Goal : std::uint8_t { None, Restart, Stop };  // Once the children are gone.

    Phase phase() const { return phase_.load(std::memory_order_relaxed); }
    void enter(Phase phase) { phase_.store(phase, std::memory_order_relaxed); }
    bool holds_user_mail() const { return phase() > Phase::Running; }
    bool park();
    probe::ActorId id_of_generation(std::uint32_t generation) const {
        return probe::make_actor_id(slot_, generation);
    }

    void grant(const Props::Wishes& wishes);
    void put_behind(Door& door);
    bool handle_next(Context& context);
    bool handle_at_door(Context& context);
    void handle(Envelope& envelope, Context& context);
    void handle_special(Envelope& envelope, Context& context);
    void run_handler(Envelope& envelope, Context& context);
    void take_answer(Envelope& envelope, Context& context);
    void fail_on(Envelope& envelope, TypeIndex type);
    void fail(const std::string& message);
    void suspend_with(Failure failure);
    void hold(const ControlMail& mail);
    void settle(TaskTurn& turn);
    void forget_tasks();
    void forget_what_was_asked();
    void start(Context& context);
    void call(Hook hook, Context& context);

    void obey_all(Context& context);
    void obey(ControlMail& mail, Context& context);
    static void return_to_sender(ControlMail& mail);
    void decide_for(const ControlMail& mail);
    void direct(probe::ActorId child, Signal signal, std::chrono::nanoseconds wait) const;
    void child_stopped(probe::ActorId child, Ending ending, Context& context);
    void pass_deadline(std::uint64_t number, Context& context);
    bool stop_watching(probe::ActorId other);
    void hear_of_end(probe::ActorId other, Ending ending, Context& context);

    void resume(std::uint64_t of_restarts, Context& context);
    void begin_restart(ControlMail::Done done, Context& context);
    void begin_stop(ControlMail::Done done, Ending ending, Context& context);
    void pursue_goal(Context& context);
    void finish_restart(Context& context);
    void finish_stop(Context& context);
    void destroy_object();
    void use_behaviour_in_force();
    Extras& need_extras();

    // ── Senders ──────────────────────────────────────────────────────────────
    MailboxSenders inbox_;
    ControlLane control_;
    std::atomic<std::uint32_t> generation_{0};  // Odd: alive.
    std::uint32_t slot_ = 0;
    Scheduler* scheduler_ = nullptr;
    probe::Tally woken_;                    // Pushes that woke the owner; written by who became it.
    std::atomic<std::uint64_t> queued_{0};  // Pushes that did not.
    std::atomic<const Kind*> kind_{nullptr};
    std::atomic<Door*> door_{nullptr};  // Null: the plain mailbox.

    // ── The owner, hot ───────────────────────────────────────────────────────
    alignas(64) MailboxOwner mail_;
    void* receiver_ = nullptr;           // What the handlers are called on: the object, or
    const Handler* handlers_ = nullptr;  // the behaviour in force.
    probe::Tally received_;
    probe::Tally sent_;
    std::atomic<Phase> phase_{Phase::Vacant};
    Goal goal_ = Goal::None;
    bool has_door_ = false;       // Beside what the owner reads anyway.
    bool watches_quiet_ = false;  // It has a receive timeout.
    std::atomic<probe::NameId> name_{};
    Extras* extras_ = nullptr;
    std::atomic<probe::ActorId> parent_{};

    // ── The owner, cold; the links to siblings: the parent's owner ──────────
    alignas(64) std::atomic<System*> system_{nullptr};
    void* object_ = nullptr;
    void* body_ = nullptr;
    const BodyPlan* plan_ = nullptr;
    Family family_;
    probe::Tally failed_;
    probe::Tally restarts_;
};
static_assert(sizeof(Cell) == 192, "what an idle actor costs, beside its state and one envelope");

inline void Cell::schedule() {
    Worker* worker = Worker::of_this_thread();
    if (worker != nullptr && worker->scheduler() == scheduler_)
        worker->hand_over(*this);
    else
        scheduler_->submit(*this);
}

inline void Cell::post_inside(Envelope* envelope) {
    Worker* worker = Worker::of_this_thread();
    if (inbox_.push(envelope) == Pushed::WokeOwner) {
        woken_.add(1);  // We own the cell until we have scheduled it.
        schedule();
    } else if (worker != nullptr) {
        worker->note_queued(*this);
        worker->note_send();
    } else {
        add_queued(1);
    }
}

inline Sent Cell::post(probe::ActorId to, Envelope* envelope) {
    if (Door* door = door_.load(std::memory_order_acquire)) [[unlikely]]
        return door->admit(to, *this, envelope);
    post_inside(envelope);
    return Sent::Delivered;
}

inline void Cell::wake() {
    if (inbox_.claim()) schedule();
}

}  // namespace callboard::runtime
