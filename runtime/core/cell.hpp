#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "probe/record/actor_state.hpp"
#include "probe/record/ids.hpp"
#include "probe/record/tally.hpp"
#include "probe/wire/frame.hpp"
#include "runtime/core/body.hpp"
#include "runtime/core/control_lane.hpp"
#include "runtime/core/family.hpp"
#include "runtime/core/kind.hpp"
#include "runtime/core/mailbox.hpp"
#include "runtime/core/scheduler.hpp"
#include "runtime/core/worker.hpp"

namespace callboard::runtime {

class Behaviour;
class Context;
class System;

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

    // ── Any thread ──
    void post(Envelope* envelope);  // `target_generation` and `from` are set.
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
    void become(Behaviour behaviour);  // In place of all behaviours so far.
    void push_behaviour(Behaviour behaviour);
    void pop_behaviour();                // Back to the one before, at last to its own `on`s.
    const Behaviour* behaviour() const;  // The one in force; null: its own `on`s.
    void stash(Envelope& current);
    void unstash_all();
    void watch(probe::ActorId other);
    void unwatch(probe::ActorId other);
    Family& family() { return family_; }  // The links to siblings: the parent's owner.
    const Family& family() const { return family_; }
    System& system() const { return *system_.load(std::memory_order_relaxed); }
    probe::ActorId parent() const { return parent_.load(std::memory_order_relaxed); }
    void* object() const { return object_; }
    bool stopping() const { return phase() == Phase::Stopping; }
    struct Extras;
    const Extras* extras() const { return extras_; }

    // Pushes that a worker counted for this cell. Any thread.
    void add_queued(std::uint32_t count) { queued_.fetch_add(count, std::memory_order_relaxed); }

private:
    enum class Phase : std::uint8_t { Vacant, Starting, Running, Suspended, Restarting, Stopping };
    enum class Goal : std::uint8_t { None, Restart, Stop };  // Once the children are gone.

    Phase phase() const { return phase_.load(std::memory_order_relaxed); }
    void enter(Phase phase) { phase_.store(phase, std::memory_order_relaxed); }
    bool holds_user_mail() const { return phase() > Phase::Running; }
    bool park();

    void handle(Envelope& envelope, Context& context);
    void go_on(Envelope& envelope, Context& context);
    void fail(Envelope* envelope);
    void suspend_with(const Failure& failure);
    void start(Context& context);
    void call(Hook hook, Context& context);

    void obey_all(Context& context);
    void obey(ControlMail& mail, Context& context);
    void decide_for(const ControlMail& mail);
    void child_stopped(probe::ActorId child, Context& context);
    bool stop_watching(probe::ActorId other);
    void hear_of_end(probe::ActorId other, Ending ending, Context& context);

    void resume(std::uint64_t restarts, Context& context);
    void begin_restart(ControlMail::Done done, Context& context);
    void begin_stop(ControlMail::Done done, Context& context);
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
    std::atomic<System*> system_{nullptr};
    std::atomic<const Kind*> kind_{nullptr};

    // ── The owner, hot ───────────────────────────────────────────────────────
    alignas(64) MailboxOwner mail_;
    void* receiver_ = nullptr;           // What the handlers are called on: the object, or
    const Handler* handlers_ = nullptr;  // the behaviour in force.
    probe::Tally received_;
    probe::Tally sent_;
    std::atomic<Phase> phase_{Phase::Vacant};
    Goal goal_ = Goal::None;
    std::atomic<probe::NameId> name_{};
    Extras* extras_ = nullptr;
    std::atomic<probe::ActorId> parent_{};

    // ── The owner, cold; the links to siblings: the parent's owner ──────────
    alignas(64) void* object_ = nullptr;
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

inline void Cell::post(Envelope* envelope) {
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

}  // namespace callboard::runtime
