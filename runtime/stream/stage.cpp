#include "runtime/stream/stage.hpp"

#include <stdexcept>
#include <utility>

#include "runtime/core/system.hpp"
#include "runtime/core/visit.hpp"
#include "runtime/stream/flow.hpp"
#include "runtime/stream/wiring.hpp"

namespace callboard::runtime::stream {

void refuse_to_wait_in_a_turn() {
    if (const Worker* worker = Worker::of_this_thread(); worker && worker->running() != nullptr)
        throw std::logic_error("a handler may not wait for another actor: attach to it instead");
}

// ── Launch ───────────────────────────────────────────────────────────────────

void Stage::require(TypeIndex type) const {
    if (!accepts(type))
        throw std::invalid_argument("this actor does not accept " + *message_type(type).name +
                                    ", so nothing that it is attached to can bring it");
}

Sent Stage::when_launched(std::function<void(probe::ActorId)> call) {
    {
        const std::lock_guard lock(mutex_);
        if (actor() == probe::ActorId{}) {
            if (closed()) return Sent::NoSuchActor;
            waiting_.push_back(std::move(call));
            return Sent::Delivered;
        }
    }
    call(actor());
    return Sent::Delivered;
}

// The address is published last, so nobody's message overtakes one that waited.
void Stage::launched(probe::ActorId actor) {
    wiring::enter(shared_from_this());
    std::vector<std::function<void(probe::ActorId)>> waited;  // Destroyed when nothing is locked.
    const std::lock_guard lock(mutex_);
    waited.swap(waiting_);
    for (const auto& call : waited) call(actor);
    actor_.store(actor, std::memory_order_release);
}

// ── Reasons to live ──────────────────────────────────────────────────────────

void Stage::add(Reason reason) {
    counts_[static_cast<std::size_t>(reason)].fetch_add(1, std::memory_order_relaxed);
    if (reason == Reason::Managed) return;
    auto seen = reasons_.load(std::memory_order_relaxed);
    while (!reasons_.compare_exchange_weak(
        seen, (is_none(seen) ? seen + one_spell : seen) + one_reason, std::memory_order_relaxed)) {}
}

void Stage::drop(Reason reason) {
    counts_[static_cast<std::size_t>(reason)].fetch_sub(1, std::memory_order_relaxed);
    if (reason == Reason::Managed) return;
    // Release: what was sent before this was dropped is in the mailbox when the last one drops.
    const auto left = reasons_.fetch_sub(one_reason, std::memory_order_acq_rel) - one_reason;
    if (!is_none(left) || closed()) return;
    visit(Ref<>(actor()),
          [self = shared_from_this(), left](Context& turn) { self->look_again(left, turn); });
}

// In the actor's turn, which may have found a new reason before: then the visit at the end of
// the new spell counts, behind the messages that the spell brought, and not this one.
void Stage::look_again(std::uint64_t spell, Context& context) {
    if (reasons_.load(std::memory_order_acquire) != spell) return;
    note_cause(Cause::NothingCanCome);
    context.stop();
}

// ── The end ──────────────────────────────────────────────────────────────────

std::optional<Cause> Stage::cause() const {
    const std::lock_guard lock(mutex_);
    return cause_;
}

void Stage::note_cause(Cause cause) {
    const std::lock_guard lock(mutex_);
    if (!cause_) cause_ = cause;
}

void Stage::actor_ended() {
    note_cause(failed_last() ? Cause::Failed : Cause::Stopped);
    close();
}

bool Stage::failed_last() const {
    const Cell* cell = cells::find(actor());
    probe::ActorSample sample;
    return cell != nullptr && cell->is(actor()) && cell->sample(system_, sample) &&
           sample.failed > sample.restarts;
}

void Stage::close() {
    std::vector<std::function<void(probe::ActorId)>> never;  // Destroyed when nothing is locked.
    {
        const std::lock_guard lock(mutex_);
        closed_.store(true, std::memory_order_release);
        if (actor() == probe::ActorId{}) never.swap(waiting_);
    }
    wiring::leave(*this);
    over_.request_stop();
    edges_.clear();
    close_outputs();
}

// ── Failures ─────────────────────────────────────────────────────────────────

void Stage::report_failed_source(Ref<> actor, const std::string& text) {
    failed_sources_.fetch_add(1, std::memory_order_relaxed);
    if (accepts(type_index<StreamFailure>())) actor.send(StreamFailure{text});
}

void Stage::report_failed_task(Ref<> actor, const std::string& text) {
    if (accepts(type_index<StreamFailure>()))
        actor.send(StreamFailure{text});
    else
        visit(actor, [text](Context&) { throw std::runtime_error(text); });
}

// ── Being looked at ──────────────────────────────────────────────────────────

void Stage::enter(const Inflow& flow) {
    const std::lock_guard lock(mutex_);
    flows_.insert(&flow);
}

void Stage::leave(const Inflow& flow) {
    const std::lock_guard lock(mutex_);
    flows_.erase(&flow);
}

void Stage::list_edges(std::vector<Edge>& into) const {
    const Ref<> holder(actor());
    edges_.list(holder, into);
    const std::lock_guard lock(mutex_);
    for (const Inflow* flow : flows_)
        if (const Ref<> origin(flow->origin()); origin)
            into.push_back({holder, origin, Edge::Way::Reads});
}

StageFigures Stage::figures() const {
    StageFigures figures{.actor = Ref<>(actor()),
                         .clients = count(Reason::Client),
                         .open_sources = count(Reason::Source),
                         .pending_tasks = count(Reason::Task),
                         .managed_tasks = count(Reason::Managed),
                         .failed_sources = failed_sources_.load(std::memory_order_relaxed),
                         .readers = readers()};
    const std::lock_guard lock(mutex_);
    for (const Inflow* flow : flows_) figures.sources.push_back(flow->figures());
    figures.cause = cause_;
    return figures;
}

}  // namespace callboard::runtime::stream
