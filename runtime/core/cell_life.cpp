#include <chrono>
#include <exception>
#include <utility>

#include "runtime/core/cells.hpp"
#include "runtime/core/context.hpp"
#include "runtime/core/dead_letters.hpp"
#include "runtime/core/extras.hpp"
#include "runtime/core/supervisor_event.hpp"
#include "runtime/core/system.hpp"

// Signals, children, restart and stop.
namespace callboard::runtime {
namespace {

void tell(ControlMail::Done& done, Cell* cell) {
    if (done) done(cell);
}

// After the failure that it had when it had restarted so often.
void tell_to_resume(probe::ActorId child, std::uint64_t restarts) {
    Cell* cell = cells::find(child);
    if (cell == nullptr) return;
    ControlMail* mail = make_control_mail(Signal::Resume, child);
    mail->restarts = restarts;
    cell->post_control(mail);
}

}  // namespace

// ── Signals ──────────────────────────────────────────────────────────────────

void Cell::post_control(ControlMail* mail) {
    control_.push(mail);
    wake();
}

void Cell::obey_all(Context& context) {
    ControlMail* oldest = control_.take_all();
    while (oldest != nullptr) {
        ControlMail* const mail = oldest;
        oldest = mail->next;
        if (is(id_of_generation(mail->target_generation)))
            obey(*mail, context);
        else
            return_to_sender(*mail);
        free_control_mail(mail);
    }
}

// Signals for who lived here before. A child that comes too late goes as its parent did.
void Cell::return_to_sender(ControlMail& mail) {
    if (mail.signal == Signal::Adopt) System::signal(Ref<>(mail.other), Signal::Stop, {});
    if (mail.signal == Signal::ChildStopped) cells::release(*cells::find(mail.other));
    tell(mail.done, nullptr);
}

void Cell::obey(ControlMail& mail, Context& context) {
    switch (mail.signal) {
        case Signal::Adopt:
            family_.adopt(*cells::find(mail.other));
            if (goal_ != Goal::None) pursue_goal(context);
            return;
        case Signal::ChildFailed: return decide_for(mail);
        case Signal::ChildStopped: return child_stopped(mail.other, mail.ending, context);
        case Signal::Stop: return begin_stop(std::move(mail.done), mail.ending, context);
        case Signal::Restart: return begin_restart(std::move(mail.done), context);
        case Signal::Resume: return resume(mail.restarts, context);
        case Signal::Inspect: return tell(mail.done, this);
        case Signal::GoOn:
            if (phase() != Phase::Suspended) return tell(mail.done, this);
            return need_extras().held.push_back(std::move(mail.done));
        case Signal::DeadlinePassed:
            if (phase() == Phase::Suspended) return hold(mail);
            return pass_deadline(static_cast<std::uint64_t>(mail.other), context);
        case Signal::ReceiveTimeoutDue:
            if (phase() == Phase::Suspended) return hold(mail);
            if (watches_quiet_ &&
                extras_->quiet_time.is_over(system().timers(), id(),
                                            static_cast<std::uint64_t>(mail.other))) {
                watches_quiet_ = extras_->quiet_time.watched();
                call(kind()->receive_timeout, context);
            }
            return;
        case Signal::Watch:
            need_extras().watches.add_watcher(mail.other);
            return tell(mail.done, this);
        case Signal::Unwatch: need_extras().watches.remove_watcher(mail.other); return;
        // Once for each watch, and not for one that was given up meanwhile.
        case Signal::Terminated:
            if (stop_watching(mail.other)) hear_of_end(mail.other, mail.ending, context);
            return;
    }
}

void Cell::start(Context& context) {
    enter(Phase::Starting);
    if (has_door_)
        if (MailboxHooks* hooks = door_.load(std::memory_order_relaxed)->porter().hooks())
            hooks->started();
    call(kind()->started, context);
    if (phase() == Phase::Starting) enter(Phase::Running);
}

// A suspended actor handles nothing; the signal comes again when it goes on.
void Cell::hold(const ControlMail& mail) {
    need_extras().held.push_back([signal = mail.signal, other = mail.other](const Cell* cell) {
        if (cell != nullptr) System::signal(Ref<>(cell->id()), signal, {}, other);
    });
}

void Cell::pass_deadline(std::uint64_t number, Context& context) {
    Continuation* const late = extras_ ? extras_->deadlines.pass(number) : nullptr;
    if (late == nullptr || goal_ != Goal::None) return;
    const WithHeaders with_headers(late->headers);
    try {
        late->expire(context);
    } catch (...) {
        fail({});
    }
}

// ── Children ─────────────────────────────────────────────────────────────────

void Cell::decide_for(const ControlMail& mail) {
    if (goal_ != Goal::None) return;  // It stops like its siblings.
    const probe::ActorId child = mail.other;
    const Failure& failure = *mail.failure;
    const Supervision supervision = need_extras().supervision.value_or(Supervision{});
    const bool together = supervision.strategy != Strategy::OneForOne;
    auto& restarts = need_extras().child_restarts[together ? probe::ActorId{} : child];
    auto [directive, wait] = decide(supervision, failure, restarts, system().timers().time(),
                                    static_cast<std::uint64_t>(child));
    if (directive == Directive::Escalate) {
        if (parent() != probe::ActorId{}) {
            extras_->escalated.push_back({child, mail.restarts});
            return suspend_with(failure);
        }
        directive = Directive::Stop;  // Nobody is above the root.
    }
    system().events().publish_made<SupervisorEvent>([&, how = directive, delay = wait] {
        return SupervisorEvent{{id()}, {child},         failure.text, failure.message,
                               how,    restarts.size(), delay};
    });
    if (directive == Directive::Resume) return tell_to_resume(child, mail.restarts);

    const auto signal = directive == Directive::Restart ? Signal::Restart : Signal::Stop;
    if (!together) return direct(child, signal, wait);
    const Cell* oldest =
        supervision.strategy == Strategy::RestForOne ? cells::find(child) : nullptr;
    family_.visit_from_youngest(
        oldest, [&, delay = wait](Cell& each) { direct(each.id(), signal, delay); });
}

void Cell::direct(probe::ActorId child, Signal signal, std::chrono::nanoseconds wait) const {
    if (wait.count() == 0) return System::signal(Ref<>(child), signal, {});
    system().timers().set(
        {.to = child, .delay = wait, .act = [](probe::ActorId to, std::uint64_t, bool in_time) {
             if (in_time) System::signal(Ref<>(to), Signal::Restart, {});
         }});
}

void Cell::child_stopped(probe::ActorId id, Ending ending, Context& context) {
    Cell& child = *cells::find(id);
    family_.let_go(child);
    if (extras_ != nullptr) {
        extras_->child_restarts.erase(id);
        extras_->leaving.erase(id);
    }
    stop_watching(id);
    hear_of_end(id, ending, context);  // A parent hears of it without watching.
    cells::release(child);
    if (goal_ != Goal::None) pursue_goal(context);
}

bool Cell::stop_watching(probe::ActorId other) {
    return extras_ != nullptr && extras_->watches.forget(other);
}

void Cell::hear_of_end(probe::ActorId other, Ending ending, Context& context) {
    const auto hear = kind()->terminated;
    if (hear == nullptr || object_ == nullptr) return;
    try {
        hear(object_, other, ending, context);
    } catch (...) {
        fail({});
    }
}

// ── Resume, restart and stop ─────────────────────────────────────────────────────────

// With the next message; so do the children whose failures we could not decide. Without
// an object, as its constructor threw, there is nobody who could go on; to try again for
// ever would be no better.
void Cell::resume(std::uint64_t of_restarts, Context& context) {
    // By now it may have restarted for another's sake, and failed again.
    if (phase() != Phase::Suspended || of_restarts != restarts()) return;
    if (object_ == nullptr) return begin_stop({}, Ending::Stopped, context);
    const bool waits = extras_ != nullptr && !extras_->tasks.empty() && !kind()->reentrant;
    enter(waits ? Phase::Awaiting : Phase::Running);
    if (extras_ == nullptr) return;
    for (const auto& [child, their_restarts] : std::exchange(extras_->escalated, {}))
        tell_to_resume(child, their_restarts);
    for (auto& held : std::exchange(extras_->held, {})) {
        if (phase() == Phase::Suspended)  // What went on has failed again.
            extras_->held.push_back(std::move(held));
        else
            held(this);
    }
}

void Cell::begin_restart(ControlMail::Done done, Context& context) {
    if (phase() == Phase::Stopping) return tell(done, nullptr);
    if (done) need_extras().wait_for_restart.push_back(std::move(done));
    if (phase() == Phase::Restarting) return;
    enter(Phase::Restarting);
    goal_ = Goal::Restart;
    call(kind()->restarting, context);
    forget_what_was_asked();
    pursue_goal(context);
}

void Cell::begin_stop(ControlMail::Done done, Ending ending, Context& context) {
    if (done) need_extras().wait_for_stop.push_back(std::move(done));
    if (phase() == Phase::Stopping) return;
    if (ending != Ending::Stopped) need_extras().ending = ending;
    const bool told = phase() == Phase::Restarting;
    enter(Phase::Stopping);
    goal_ = Goal::Stop;
    if (!told) call(kind()->stopping, context);
    forget_what_was_asked();
    pursue_goal(context);
}

void Cell::forget_what_was_asked() {
    if (extras_ == nullptr) return;
    forget_tasks();
    extras_->escalated.clear();
    extras_->deadlines.forget_all(system().timers());
    if (extras_->machine != nullptr) extras_->machine->let_time_be(system().timers());
    cancel_receive_timeout();
}

// Children go one after the other, the youngest first, each awaited.
void Cell::pursue_goal(Context& context) {
    if (!family_.empty()) return System::signal(Ref<>(family_.youngest().id()), Signal::Stop, {});
    if (std::exchange(goal_, Goal::None) == Goal::Stop)
        finish_stop(context);
    else
        finish_restart(context);
}

void Cell::finish_restart(Context& context) {
    destroy_object();
    if (extras_ != nullptr) extras_->escalated.clear();  // They are gone.
    unstash_all();  // State does not survive a restart, mail does.
    restarts_.add(1);
    try {
        object_ = plan_->construct(body_);
    } catch (...) {
        enter(Phase::Starting);  // What fails at its start is suspended by that.
        fail({});
    }
    use_behaviour_in_force();
    if (object_ != nullptr) start(context);
    if (extras_ == nullptr) return;
    for (auto& done : std::exchange(extras_->wait_for_restart, {})) done(this);
}

void Cell::finish_stop(Context& context) {
    const probe::ActorId gone = id();
    if (name_.load(std::memory_order_relaxed) != probe::NameId{})
        system().directory().leave(parent(), name_.load(std::memory_order_relaxed));
    call(kind()->stopped, context);
    destroy_object();
    if (extras_ != nullptr) extras_->stash.bury_all(gone);
    plan_->release(body_);
    // From here on references are stale: what is left in the mailbox are dead letters.
    generation_.store(probe::generation_of(gone) + 1, std::memory_order_release);
    enter(Phase::Vacant);
    if (std::exchange(has_door_, false))
        door_.exchange(nullptr, std::memory_order_acq_rel)->close();
    const Extras* extras = std::exchange(extras_, nullptr);
    const Ending ending = extras == nullptr ? Ending::Stopped : extras->ending;
    if (Cell* mother = cells::find(parent()); mother && parent() != probe::ActorId{}) {
        ControlMail* mail = make_control_mail(Signal::ChildStopped, parent(), gone);
        mail->ending = ending;
        mother->post_control(mail);
    }
    if (extras == nullptr) return;
    Worker::of_this_thread()->dress(nullptr);  // What it sent by lies in the extras.
    extras->watches.tell_of_end(gone, parent(), ending);
    for (const auto& done : extras->wait_for_restart) done(nullptr);
    for (const auto& done : extras->wait_for_stop) done(this);
    delete extras;
}

void Cell::destroy_object() {
    if (extras_ != nullptr) {  // They may hold the object's address.
        extras_->behaviours.clear();
        extras_->machine.reset();
    }
    if (object_ != nullptr) plan_->destruct(object_);
    object_ = nullptr;
}

}  // namespace callboard::runtime
