#include <algorithm>
#include <utility>

#include "runtime/core/behaviour.hpp"
#include "runtime/core/context.hpp"
#include "runtime/core/extras.hpp"
#include "runtime/core/system.hpp"

// Coroutines that wait, behaviours and what else only some actors have.
namespace callboard::runtime {

// ── Coroutines ───────────────────────────────────────────────────────────────

void Cell::keep(std::unique_ptr<TaskTurn> turn) {
    need_extras().tasks.push_back(std::move(turn));
    if (phase() == Phase::Running && !kind()->reentrant) enter(Phase::Awaiting);
}

bool Cell::keeps(const TaskTurn& turn) const {
    return extras_ != nullptr && std::any_of(extras_->tasks.begin(), extras_->tasks.end(),
                                             [&](const auto& each) { return each.get() == &turn; });
}

void Cell::go_on(TaskTurn& turn, std::coroutine_handle<> coroutine) {
    {
        const WithHeaders with_headers(headers_of(turn.message()));
        coroutine.resume();
    }
    if (turn.done()) settle(turn);
}

void Cell::settle(TaskTurn& ended) {
    const std::string& message = *message_type(ended.message().type).name;
    auto& tasks = extras_->tasks;
    const auto found = std::find_if(tasks.begin(), tasks.end(),
                                    [&](const auto& each) { return each.get() == &ended; });
    const std::unique_ptr<TaskTurn> turn = std::move(*found);
    tasks.erase(found);
    if (tasks.empty() && phase() == Phase::Awaiting) enter(Phase::Running);
    try {
        turn->finish();
    } catch (...) {
        fail(message);
    }
}

void Cell::forget_tasks() {
    if (extras_ == nullptr) return;
    for (auto& held : std::exchange(extras_->held, {})) held(nullptr);
    extras_->tasks.clear();
}

// ── What few actors have ─────────────────────────────────────────────────────

void Cell::become(Behaviour behaviour) {
    behaviour.bind(*kind());
    become_bound(std::make_shared<Behaviour>(std::move(behaviour)));
}

void Cell::become_bound(std::shared_ptr<Behaviour> behaviour) {
    need_extras().behaviours.clear();
    extras_->behaviours.push(std::move(behaviour));
    use_behaviour_in_force();
}

void Cell::push_behaviour(Behaviour behaviour) {
    behaviour.bind(*kind());
    need_extras().behaviours.push(std::make_shared<Behaviour>(std::move(behaviour)));
    use_behaviour_in_force();
}

void Cell::pop_behaviour() {
    need_extras().behaviours.pop();
    use_behaviour_in_force();
}

const Behaviour* Cell::behaviour() const {
    return extras_ == nullptr ? nullptr : extras_->behaviours.in_force();
}

void Cell::run_machine(StateMachine machine, Context& context) {
    if (need_extras().machine != nullptr)
        throw std::logic_error("this actor runs a state machine already");
    auto its = std::make_unique<StateMachine>(std::move(machine));
    its->bind(*kind());
    extras_->machine = std::move(its);
    extras_->machine->begin(context);
}

const StateMachine* Cell::machine() const {
    return extras_ == nullptr ? nullptr : extras_->machine.get();
}

void Cell::use_behaviour_in_force() {
    Behaviour* const behaviour = extras_ == nullptr ? nullptr : extras_->behaviours.in_force();
    receiver_ = behaviour == nullptr ? object_ : behaviour;
    handlers_ = behaviour == nullptr ? kind()->handlers.data() : behaviour->table();
    if (extras_ == nullptr || extras_->receive_chain == nullptr) return;
    ReceiveChain& chain = *extras_->receive_chain;
    chain.lead_to(receiver_, handlers_);
    receiver_ = &chain;
    handlers_ = chain.table();
}

void Cell::stash(Envelope& current) { need_extras().stash.keep(current); }

void Cell::unstash_all() {
    if (extras_ != nullptr) add_queued(extras_->stash.put_back(mail_, inbox_));
}

void Cell::watch(probe::ActorId other) { need_extras().watches.begin(id(), other); }

void Cell::unwatch(probe::ActorId other) { need_extras().watches.give_up(id(), other); }

// Told to stop, a child is on its list no more, though it takes its time.
void Cell::note_leaving(probe::ActorId child) {
    const Cell* const cell = cells::find(child);
    if (cell != nullptr && cell->is(child) && cell->parent() == id())
        need_extras().leaving.insert(child);
}

bool Cell::is_leaving(probe::ActorId child) const {
    return extras_ != nullptr && extras_->leaving.contains(child);
}

void Cell::set_deadline(Continuation& continuation, std::chrono::nanoseconds limit) {
    need_extras().deadlines.set(system().timers(), continuation, limit);
}

void Cell::set_receive_timeout(std::chrono::nanoseconds limit, Repeat repeat) {
    if (limit < Timers::tick) return cancel_receive_timeout();
    need_extras().quiet_time.set(system().timers(), id(), limit, repeat);
    watches_quiet_ = true;
}

void Cell::cancel_receive_timeout() {
    if (watches_quiet_) extras_->quiet_time.cancel(system().timers());
    watches_quiet_ = false;
}

const std::vector<SpawnMiddleware>* Cell::spawn_links() const {
    return extras_ == nullptr || extras_->spawn_links.empty() ? nullptr : &extras_->spawn_links;
}

Cell::Extras& Cell::need_extras() {
    if (extras_ == nullptr) extras_ = new Extras;
    return *extras_;
}

}  // namespace callboard::runtime
