#include "runtime/core/cell.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "runtime/core/behaviour.hpp"
#include "runtime/core/cells.hpp"
#include "runtime/core/context.hpp"
#include "runtime/core/continuation.hpp"
#include "runtime/core/dead_letters.hpp"
#include "runtime/core/extras.hpp"
#include "runtime/core/failure_text.hpp"
#include "runtime/core/system.hpp"
#include "runtime/core/throw_site.hpp"

// An actor's birth, its turns, its failures, and what others may see of it. Its signals, its
// end and its next life: cell_life.cpp. What only some actors have: cell_extras.cpp.
namespace callboard::runtime {
namespace {
constexpr std::uint32_t first_generation = 2;  // Even: vacant. 0 is nobody's.
}

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
    plan_ = birth.plan;
    body_ = birth.body;
    object_ = birth.object;
    parent_.store(birth.parent, std::memory_order_relaxed);
    name_.store(birth.name, std::memory_order_relaxed);
    for (probe::Tally* tally : {&woken_, &received_, &sent_, &failed_, &restarts_}) tally->reset();
    queued_.store(0, std::memory_order_relaxed);
    has_door_ = watches_quiet_ = false;
    if (birth.supervision) need_extras().supervision = birth.supervision;
    if (birth.wishes != nullptr) grant(*birth.wishes);
    if (birth.door != nullptr) put_behind(*birth.door);
    use_behaviour_in_force();
    enter(Phase::Starting);
    // Release: who finds the cell alive finds all of the above.
    generation_.store(probe::generation_of(next_id()), std::memory_order_release);
}

void Cell::grant(const Props::Wishes& wishes) {
    Extras& extras = need_extras();
    if (wishes.supervision) extras.supervision = wishes.supervision;
    extras.send_links = wishes.on_send;
    extras.spawn_links = wishes.on_spawn;
    if (!wishes.on_receive.empty())
        extras.receive_chain =
            std::make_unique<ReceiveChain>(wishes.on_receive, kind()->handlers.size());
}

void Cell::put_behind(Door& door) {
    door.assign(next_id());
    door_.store(&door, std::memory_order_release);
    has_door_ = true;
}

// A sender that was late may have left a letter meanwhile: then a worker buries it.
void Cell::give_up() {
    if (!park()) schedule();
}

// ── A turn ───────────────────────────────────────────────────────────────────

Ran Cell::run(Worker& worker, int budget) {
    Context context(*this);
    Outfit outfit;
    if (extras_ != nullptr) {
        extras_->behaviours.sweep();
        if (!extras_->send_links.empty()) {
            outfit.links = &extras_->send_links;
            worker.dress(&outfit);
        }
    }
    if (phase() == Phase::Starting) start(context);
    Ran ran = Ran::MoreToDo;
    do {
        if (control_.has_mail()) obey_all(context);
        if (!holds_user_mail() && handle_next(context)) {
            worker.handled.add(1);
        } else if (park()) {
            ran = Ran::Parked;
            break;
        }
    } while (--budget > 0);
    worker.dress(nullptr);
    return ran;
}

inline bool Cell::handle_next(Context& context) {
    if (Envelope* envelope = mail_.take()) {
        handle(*envelope, context);
        return true;
    }
    return has_door_ && handle_at_door(context);
}

bool Cell::handle_at_door(Context& context) {
    Door& door = *door_.load(std::memory_order_relaxed);
    Envelope* const envelope = door.take();
    if (envelope == nullptr) return false;
    const std::string& type = *message_type(envelope->type).name;
    handle(*envelope, context);
    give_envelope(envelope);
    if (!has_door_) return true;  // That was its last message.
    if (MailboxHooks* hooks = door.porter().hooks()) {
        hooks->received(type);
        if (!door.has_mail(id())) hooks->emptied();
    }
    return true;
}

bool Cell::park() {
    // All that is to be known after we let go must be read before.
    const bool holding = holds_user_mail();
    Door* const door = has_door_ && !holding ? door_.load(std::memory_order_relaxed) : nullptr;
    const probe::ActorId self = id();
    if (holding)
        mail_.park_holding(inbox_);
    else if (!mail_.park(inbox_))
        return false;
    // What came before we let go saw us awake and left it to us.
    const bool more =
        control_.has_mail_after_parking() || (door != nullptr && door->has_mail(self));
    return !more || !inbox_.claim();
}

inline void Cell::handle(Envelope& envelope, Context& context) {
    if (envelope.target_generation != generation_.load(std::memory_order_relaxed))
        return bury_payload(envelope, id_of_generation(envelope.target_generation),
                            AskError::Why::Stopped);
    received_.add(1);
    if (envelope.handler >= Envelope::first_special || envelope.detailed() || watches_quiet_)
        [[unlikely]]
        return handle_special(envelope, context);
    run_handler(envelope, context);
}

inline void Cell::run_handler(Envelope& envelope, Context& context) {
    context.current_ = &envelope;
    const TypeIndex type = envelope.type;
    try {
        handlers_[envelope.handler](receiver_, envelope, context);
    } catch (...) {
        fail_on(envelope, type);
    }
    context.current_ = nullptr;
}

void Cell::handle_special(Envelope& envelope, Context& context) {
    if (envelope.handler == Envelope::continuation) return take_answer(envelope, context);
    if (envelope.handler == Envelope::poison) {
        ReplySlot* const slot = take_reply(envelope);
        destroy_payload(envelope);
        return begin_stop(
            slot == nullptr ? ControlMail::Done{} : [slot](Cell*) { fill(*slot, nullptr); },
            Ending::Stopped, context);
    }
    if (watches_quiet_ && message_type(envelope.type).resets_receive_timeout)
        extras_->quiet_time.touch(system().timers());
    const WithHeaders with_headers(headers_of(envelope));
    run_handler(envelope, context);
}

// An answer came back. One that an earlier life asked for, or that comes too late, has
// nothing to do here.
void Cell::take_answer(Envelope& envelope, Context& context) {
    auto& continuation = *static_cast<Continuation*>(envelope.origin().reply);
    const bool wanted =
        (continuation.restarts == restarts() || continuation.restarts == Continuation::any_life) &&
        (continuation.deadline == 0 ||
         (extras_ != nullptr && extras_->deadlines.meet(system().timers(), continuation)));
    if (!wanted) {
        count_dead_letter();
        return drop_answer(envelope);
    }
    const TypeIndex type = envelope.type;
    const WithHeaders with_headers(std::move(continuation.headers));
    try {
        continuation.go(envelope, context);
    } catch (...) {
        fail(*message_type(type).name);
    }
}

// A moment of life is the actor's own code, too; if it throws, the actor failed,
// unless it is on its way out anyway.
void Cell::call(Hook hook, Context& context) {
    if (hook == nullptr || object_ == nullptr) return;
    try {
        hook(object_, context);
    } catch (...) {
        fail({});
    }
}

// ── Failure ──────────────────────────────────────────────────────────────────

// The message was of that type, whatever middleware has left of it.
void Cell::fail_on(Envelope& envelope, TypeIndex type) {
    destroy_payload(envelope);
    fail(*message_type(type).name);
    if (ReplySlot* slot = take_reply(envelope))
        fill_error(*slot, AskError::Why::HandlerFailed, extras_->last_failure.text);
}

void Cell::fail(const std::string& message) {
    failed_.add(1);
    Failure failure{text_of_current_exception(), message, throw_site::take()};
    need_extras().last_failure = failure;
    suspend_with(std::move(failure));
}

// Holds user mail back until the parent has decided. Who is suspended already, restarts or
// stops has its fate decided. Nobody is above the root, which goes on: what it could not
// decide was to be restarted or stopped anyway.
void Cell::suspend_with(Failure failure) {
    if (phase() > Phase::Awaiting || parent() == probe::ActorId{}) return;
    enter(Phase::Suspended);
    ControlMail* mail = make_control_mail(Signal::ChildFailed, parent(), id());
    mail->failure = std::make_unique<Failure>(std::move(failure));
    mail->restarts = restarts();
    cells::find(parent())->post_control(mail);
}

// ── Being looked at ──────────────────────────────────────────────────────────

std::uint64_t Cell::dropped() const {
    const Door* const door = door_.load(std::memory_order_acquire);
    return door == nullptr ? 0 : door->dropped();
}

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
