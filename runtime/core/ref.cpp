#include "runtime/core/ref.hpp"

namespace callboard::runtime {
namespace detail {
namespace {

// Finds the message's place in what its target accepts. Delivered: it has one; else the
// message is buried.
Sent address(probe::ActorId to, Envelope* envelope) {
    const Cell* cell = cells::find(to);
    if (cell == nullptr || !cell->is(to)) {
        bury(envelope, to, AskError::Why::NoSuchActor);
        return Sent::NoSuchActor;
    }
    // Should the actor end just now and the slot be used again, the number below may be
    // wrong; then so is the generation, and the message is never handled by it.
    envelope->handler = cell->kind()->handler_of(envelope->type);
    if (envelope->handler != Envelope::handler_unknown) return Sent::Delivered;
    bury(envelope, to, AskError::Why::NotAccepted);
    return Sent::NotAccepted;
}

}  // namespace

Sent deliver_untyped(probe::ActorId to, Envelope* envelope, ReplySlot* reply) {
    if (reply != nullptr) {
        envelope->from.reply = reply;
        envelope->flags |= Envelope::Asked;
    }
    const Sent addressed = address(to, envelope);
    return addressed == Sent::Delivered ? deliver(to, envelope, reply) : addressed;
}

Sent pass_on(probe::ActorId to, Envelope* envelope) {
    if (const Sent addressed = address(to, envelope); addressed != Sent::Delivered)
        return addressed;
    if (Worker* worker = Worker::of_this_thread(); worker && worker->running() != nullptr) {
        worker->running()->note_sent();
        if (worker->outfit() != nullptr) return deliver_dressed(*worker->outfit(), to, envelope);
    }
    return post_to(to, envelope);
}

Sent deliver_answer(probe::ActorId asker, Envelope* answer) {
    Cell& cell = cells::at(probe::slot_of(asker));
    if (!cell.is(asker)) {
        bury(answer, asker, AskError::Why::NoSuchActor);
        return Sent::NoSuchActor;
    }
    answer->target_generation = probe::generation_of(asker);
    cell.post_inside(answer);
    return Sent::Delivered;
}

Sent deliver_poison(probe::ActorId to, ReplySlot* reply) {
    Envelope* envelope = make_envelope(NoAnswer{});
    envelope->handler = Envelope::poison;
    if (cells::find(to) != nullptr) return deliver(to, envelope, reply);
    if (reply != nullptr)
        fill_error(*reply, AskError::Why::NoSuchActor, "there is no such actor to stop");
    give_envelope(envelope);
    return Sent::NoSuchActor;
}

bool fits_kind(probe::ActorId actor, const Kind& kind) {
    if (actor == probe::ActorId{}) return true;
    const Cell* cell = cells::find(actor);
    return cell != nullptr && (!cell->is(actor) || cell->kind() == &kind);
}

}  // namespace detail

bool Ref<void>::alive() const {
    const Cell* cell = cells::find(id);
    return cell != nullptr && cell->is(id);
}

bool Ref<void>::fits(probe::ActorId actor) {
    return actor == probe::ActorId{} || cells::find(actor) != nullptr;
}

}  // namespace callboard::runtime
