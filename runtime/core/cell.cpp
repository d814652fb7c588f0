#include "runtime/core/cell.hpp"

#include <exception>
#include <stdexcept>
#include <utility>

#include "runtime/core/behaviour.hpp"
#include "runtime/core/cells.hpp"
#include "runtime/core/context.hpp"
#include "runtime/core/continuation.hpp"
#include "runtime/core/dead_letters.hpp"
#include "runtime/core/extras.hpp"
#include "runtime/core/system.hpp"

namespace callboard::runtime {
namespace {

constexpr std::uint32_t first_generation = 2;  // Even: vacant. 0 is nobody's.

std::string text_of_current_exception() {
    try {
        throw;
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "something that is no std::exception";
    }
}

void tell(ControlMail::Done& done, const Cell* cell) {
    if (done) done(cell);
}

// After the failure that it had when it had restarted so often.
void tell_to_resume(probe::ActorId child, std::uint64_t restarts) {
    Cell& cell = *cells::find(child);
    ControlMail* mail = make_control_mail(Signal::Resume, child);
    mail->restarts = restarts;
    cell.post_control(mail);
}

}  // namespace

// ── Birth ────────────────────────────────────────────────────────────────────

void Cell::lay_out(std::uint32_t slot) {
    slot_ = slot;
    generation_.store(first_generation, std::memory_order_relaxed);
    mail_.open(inbox_, take_envelope(0, 0, 1));
    mail_.park_holding(inbox_);
}

probe::ActorId Cell::next_id() const {
    return probe::make_actor_id(slot_, generation_.load(std::memory_order_relaxed) + 1);
}

void Cell::begin(const Birth& birth) {
    scheduler_ = birth.scheduler;
    system_.store(birth.system, std::memory_order_relaxed);
    kind_.store(birth.kind, std::memory_order_relaxed);
    handlers_ = birth.kind->handlers.data();
    receiver_ = birth.object;
    plan_ = birth.plan;
    body_ = birth.body;
    object_ = birth.object;
    parent_.store(birth.parent, std::memory_order_relaxed);
    name_.store(birth.name, std::memory_order_relaxed);
    for (probe::Tally* tally : {&woken_, &received_, &sent_, &failed_, &restarts_}) tally->reset();
    queued_.store(0, std::memory_order_relaxed);
    enter(Phase::Starting);
    // Release: who finds the cell alive finds all of the above.
    generation_.store(probe::generation_of(next_id()), std::memory_order_release);
}

// A sender that was late may have left a letter meanwhile: then a worker buries it.
void Cell::give_up() {
    if (!park()) schedule();
}

// ── A turn ───────────────────────────────────────────────────────────────────

Ran Cell::run(Worker& worker, int budget) {
    Context context(*this);
    if (extras_ != nullptr) extras_->behaviours.sweep();
    if (phase() == Phase::Starting) start(context);
    for (;;) {
        if (control_.has_mail()) obey_all(context);
        Envelope* envelope = holds_user_mail() ? nullptr : mail_.take();
        if (envelope != nullptr) {
            handle(*envelope, context);
            worker.handled.add(1);
        } else if (park()) {
            return Ran::Parked;
        }
        if (--budget == 0) return Ran::MoreToDo;
    }
}

bool Cell::park() {
    if (holds_user_mail())
        mail_.park_holding(inbox_);
    else if (!mail_.park(inbox_))
        return false;
    // A signal that came before we let go saw us awake and left it to us.
    return !control_.has_mail_after_parking() || !inbox_.claim();
}

inline void Cell::handle(Envelope& envelope, Context& context) {
    if (envelope.target_generation != generation_.load(std::memory_order_relaxed))
        return bury_payload(envelope, AskError::Why::Stopped);
    received_.add(1);
    context.current_ = &envelope;
    try {
        if (envelope.handler == Envelope::continuation) [[unlikely]]
            go_on(envelope, context);
        else
            handlers_[envelope.handler](receiver_, envelope, context);
    } catch (...) {
        fail(&envelope);
    }
    context.current_ = nullptr;
}

// An answer came back. One that an earlier life asked for has nothing to do here.
void Cell::go_on(Envelope& envelope, Context& context) {
    auto& continuation = envelope.message<Continuation>();
    if (continuation.awaiting->restarts != restarts())
        return bury_payload(envelope, AskError::Why::Stopped);
    continuation.awaiting->go(continuation.reply.release(), context);
    continuation.~Continuation();
}

void Cell::start(Context& context) {
    enter(Phase::Starting);
    call(kind()->started, context);
    if (phase() == Phase::Starting) enter(Phase::Running);
}

// A moment of life is the actor's own code, too; if it throws, the actor failed,
// unless it is on its way out anyway.
void Cell::call(Hook hook, Context& context) {
    if (hook == nullptr || object_ == nullptr) return;
    try {
        hook(object_, context);
    } catch (...) {
        fail(nullptr);
    }
}

void Cell::fail(Envelope* envelope) {
    failed_.add(1);
    const Failure failure{text_of_current_exception(),
                          envelope ? *message_type(envelope->type).name : std::string()};
    need_extras().last_failure = failure;
    if (envelope != nullptr) {
        destroy_payload(*envelope);
        if (envelope->asked())
            fill_error(*envelope->from.reply, AskError::Why::HandlerFailed, failure.text);
    }
    suspend_with(failure);
}

// Holds user mail back until the parent has decided, unless it is held back already:
// who is suspended, restarts or stops has its fate decided. Nobody is above the root,
// which goes on: what it could not decide was to be restarted or stopped anyway.
void Cell::suspend_with(const Failure& failure) {
    if (holds_user_mail() || parent() == probe::ActorId{}) return;
    enter(Phase::Suspended);
    ControlMail* mail = make_control_mail(Signal::ChildFailed, parent(), id());
    mail->failure = std::make_unique<Failure>(failure);
    mail->restarts = restarts();
    cells::find(parent())->post_control(mail);
}

// ── Signals ──────────────────────────────────────────────────────────────────

void Cell::post_control(ControlMail* mail) {
    control_.push(mail);
    if (inbox_.claim()) schedule();
}

void Cell::obey_all(Context& context) {
    ControlMail* oldest = control_.take_all();
    while (oldest != nullptr) {
        ControlMail* const mail = oldest;
        oldest = mail->next;
        if (is(probe::make_actor_id(slot_, mail->target_generation)))
            obey(*mail, context);
        else
            tell(mail->done, nullptr);
        free_control_mail(mail);
    }
}

void Cell::obey(ControlMail& mail, Context& context) {
    switch (mail.signal) {
        case Signal::Adopt:
            family_.adopt(*cells::find(mail.other));
            if (goal_ != Goal::None) pursue_goal(context);
            return;
        case Signal::ChildFailed: return decide_for(mail);
        case Signal::ChildStopped: return child_stopped(mail.other, context);
        case Signal::Stop: return begin_stop(std::move(mail.done), context);
        case Signal::Restart: return begin_restart(std::move(mail.done), context);
        case Signal::Resume: return resume(mail.restarts, context);
        case Signal::Inspect: return tell(mail.done, this);
        case Signal::Watch:
            need_extras().watches.add_watcher(mail.other);
            return tell(mail.done, this);
        case Signal::Unwatch: need_extras().watches.remove_watcher(mail.other); return;
        // Once for each watch, and not for one that was given up meanwhile.
        case Signal::Terminated:
            if (stop_watching(mail.other)) hear_of_end(mail.other, Ending::Stopped, context);
            return;
        case Signal::NotFound:
            if (stop_watching(mail.other)) hear_of_end(mail.other, Ending::NotFound, context);
            return;
    }
}

// ── Children ─────────────────────────────────────────────────────────────────

void Cell::decide_for(const ControlMail& mail) {
    const probe::ActorId child = mail.other;
    const Failure& failure = *mail.failure;
    const Cell& failed = *cells::find(child);
    const auto ask = kind()->supervision;
    const Supervision supervision = ask && object_ ? ask(object_) : Supervision{};
    const bool together = supervision.strategy != Strategy::OneForOne;
    auto& restarts = need_extras().child_restarts[together ? probe::ActorId{} : child];
    const auto directive = decide(supervision, failure, restarts, std::chrono::steady_clock::now());
    if (directive == Directive::Escalate) {
        need_extras().escalated.push_back({child, mail.restarts});
        return suspend_with(failure);
    }
    if (directive == Directive::Resume) return tell_to_resume(child, mail.restarts);

    const auto signal = directive == Directive::Restart ? Signal::Restart : Signal::Stop;
    if (!together) return System::signal(Ref<>(child), signal, {});
    const Cell* oldest = supervision.strategy == Strategy::RestForOne ? &failed : nullptr;
    family_.visit_from_youngest(oldest,
                                [&](Cell& each) { System::signal(Ref<>(each.id()), signal, {}); });
}

void Cell::child_stopped(probe::ActorId id, Context& context) {
    Cell& child = *cells::find(id);
    family_.let_go(child);
    if (extras_ != nullptr) extras_->child_restarts.erase(id);
    stop_watching(id);
    hear_of_end(id, Ending::Stopped, context);  // A parent hears of it without watching.
    cells::release(child);
    if (goal_ != Goal::None) pursue_goal(context);
}

// ── Behaviours, stash, watches ───────────────────────────────────────────────

void Cell::become(Behaviour behaviour) {
    behaviour.bind(*kind());
    need_extras().behaviours.clear();
    push_behaviour(std::move(behaviour));
}

void Cell::push_behaviour(Behaviour behaviour) {
    behaviour.bind(*kind());
    need_extras().behaviours.push(std::move(behaviour));
    use_behaviour_in_force();
}

void Cell::pop_behaviour() {
    need_extras().behaviours.pop();
    use_behaviour_in_force();
}

const Behaviour* Cell::behaviour() const {
    return extras_ == nullptr ? nullptr : extras_->behaviours.in_force();
}

void Cell::use_behaviour_in_force() {
    Behaviour* const behaviour = extras_ == nullptr ? nullptr : extras_->behaviours.in_force();
    receiver_ = behaviour == nullptr ? object_ : behaviour;
    handlers_ = behaviour == nullptr ? kind()->handlers.data() : behaviour->table();
}

void Cell::stash(Envelope& current) { need_extras().stash.keep(current); }

void Cell::unstash_all() {
    if (extras_ != nullptr) add_queued(extras_->stash.put_back(mail_, inbox_));
}

void Cell::watch(probe::ActorId other) { need_extras().watches.begin(id(), other); }

void Cell::unwatch(probe::ActorId other) { need_extras().watches.give_up(id(), other); }

bool Cell::stop_watching(probe::ActorId other) {
    return extras_ != nullptr && extras_->watches.forget(other);
}

void Cell::hear_of_end(probe::ActorId other, Ending ending, Context& context) {
    const auto hear = kind()->terminated;
    if (hear == nullptr || object_ == nullptr) return;
    try {
        hear(object_, other, ending, context);
    } catch (...) {
        fail(nullptr);
    }
}

// ── Resume, restart and stop ─────────────────────────────────────────────────

// With the next message; so do the children whose failures we could not decide. Without
// an object, as its constructor threw, there is nothing to go on with but a new one.
void Cell::resume(std::uint64_t of_restarts, Context& context) {
    // By now it may have restarted for another's sake, and failed again.
    if (phase() != Phase::Suspended || of_restarts != restarts()) return;
    if (object_ == nullptr) return begin_restart({}, context);
    enter(Phase::Running);
    if (extras_ == nullptr) return;
    for (const auto& [child, their_restarts] : std::exchange(extras_->escalated, {}))
        tell_to_resume(child, their_restarts);
}

void Cell::begin_restart(ControlMail::Done done, Context& context) {
    if (phase() == Phase::Stopping) return tell(done, nullptr);
    if (done) need_extras().wait_for_restart.push_back(std::move(done));
    if (phase() == Phase::Restarting) return;
    enter(Phase::Restarting);
    goal_ = Goal::Restart;
    call(kind()->restarting, context);
    pursue_goal(context);
}

void Cell::begin_stop(ControlMail::Done done, Context& context) {
    if (done) need_extras().wait_for_stop.push_back(std::move(done));
    if (phase() == Phase::Stopping) return;
    const bool told = phase() == Phase::Restarting;
    enter(Phase::Stopping);
    goal_ = Goal::Stop;
    if (!told) call(kind()->stopping, context);
    pursue_goal(context);
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
        fail(nullptr);
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
    if (extras_ != nullptr) extras_->stash.bury_all();
    plan_->release(body_);
    // From here on references are stale: what is left in the mailbox are dead letters.
    generation_.store(probe::generation_of(gone) + 1, std::memory_order_release);
    enter(Phase::Vacant);
    const Extras* extras = std::exchange(extras_, nullptr);
    if (Cell* mother = cells::find(parent()); mother && parent() != probe::ActorId{})
        mother->post_control(make_control_mail(Signal::ChildStopped, parent(), gone));
    if (extras == nullptr) return;
    extras->watches.tell_of_end(gone, parent());
    for (const auto& done : extras->wait_for_restart) done(nullptr);
    for (const auto& done : extras->wait_for_stop) done(this);
    delete extras;
}

void Cell::destroy_object() {
    if (extras_ != nullptr) extras_->behaviours.clear();  // They may hold the object's address.
    if (object_ != nullptr) plan_->destruct(object_);
    object_ = nullptr;
}

Cell::Extras& Cell::need_extras() {
    if (extras_ == nullptr) extras_ = new Extras;
    return *extras_;
}

// ── Being looked at ──────────────────────────────────────────────────────────

bool Cell::sample(const System& system, probe::ActorSample& out) const {
    const auto generation = generation_.load(std::memory_order_acquire);
    if (generation % 2 == 0 || system_.load(std::memory_order_relaxed) != &system) return false;
    // Every load below acquires, so that the last look at the generation comes last.
    out.id = probe::make_actor_id(slot_, generation);
    out.parent = parent_.load(std::memory_order_acquire);
    out.name = name_.load(std::memory_order_acquire);
    out.kind = kind_.load(std::memory_order_acquire)->name;
    out.received = received_.read();
    out.sent = sent_.read();
    out.failed = failed_.read();
    out.restarts = restarts_.read();
    const auto came = woken_.read() + queued_.load(std::memory_order_acquire);
    out.mailbox = came > out.received ? static_cast<std::uint32_t>(came - out.received) : 0;
    switch (phase_.load(std::memory_order_acquire)) {
        case Phase::Starting: out.state = probe::ActorState::Starting; break;
        case Phase::Suspended: out.state = probe::ActorState::Suspended; break;
        case Phase::Restarting: out.state = probe::ActorState::Restarting; break;
        case Phase::Stopping: out.state = probe::ActorState::Stopping; break;
        default: out.state = inbox_.idle() ? probe::ActorState::Idle : probe::ActorState::Busy;
    }
    // The slot may have been used again while we read; then this is nobody's sample.
    return generation_.load(std::memory_order_relaxed) == generation;
}

}  // namespace callboard::runtime
