#include "runtime/core/dead_letters.hpp"

#include <algorithm>
#include <atomic>
#include <shared_mutex>
#include <vector>

#include "runtime/core/cells.hpp"
#include "runtime/core/continuation.hpp"
#include "runtime/core/system.hpp"
#include "runtime/core/worker.hpp"

namespace callboard::runtime {
namespace {

std::atomic<std::uint64_t> outside{0};

struct Listeners {
    std::shared_mutex mutex;
    std::vector<System*> systems;
};

Listeners& listeners() {
    static auto& all = *new Listeners;  // Never destroyed: see cells.cpp.
    return all;
}

// What hearing of a dead letter makes of dead letters is not told again.
thread_local bool telling = false;

// Whose it is: the system of who was to get it, else of who sent it; else everyone's.
const System* system_of(probe::ActorId to) {
    const Cell* cell = cells::find(to);
    if (cell != nullptr && to != probe::ActorId{} && cell->last_system() != nullptr)
        return cell->last_system();
    const Worker* worker = Worker::of_this_thread();
    return worker == nullptr || worker->running() == nullptr ? nullptr
                                                             : &worker->running()->system();
}

DeadLetter describe(Envelope& envelope, probe::ActorId to, AskError::Why why) {
    const MessageType& type = message_type(envelope.type);
    DeadLetter letter{.to = ActorAddress{to}, .why = why, .type = *type.name};
    letter.from.id = envelope.asked() ? envelope.origin().reply->asker : envelope.origin().actor;
    if (type.to_json != nullptr) letter.json = type.to_json(envelope.payload(type.align));
    return letter;
}

void tell(Envelope& envelope, probe::ActorId to, AskError::Why why) {
    if (telling) return;
    const std::shared_lock lock(listeners().mutex);
    const System* const whose = system_of(to);
    const bool known = std::find(listeners().systems.begin(), listeners().systems.end(), whose) !=
                       listeners().systems.end();
    telling = true;
    try {
        for (System* system : listeners().systems)
            if (!known || system == whose)
                system->hear_of_dead_letter([&] { return describe(envelope, to, why); });
    } catch (...) {  // Its `serialize` threw: a letter that can not be shown is one all the same.
    }
    telling = false;
}

// Poison is nobody's message, and what it was to bring about has come about.
void bury_poison(Envelope& poison, AskError::Why why) {
    destroy_payload(poison);
    ReplySlot* const slot = take_reply(poison);
    if (slot == nullptr) return;
    if (why == AskError::Why::Stopped)
        fill(*slot, nullptr);
    else
        fill_error(
            *slot, why,
            why == AskError::Why::NoSuchActor ? "there is no such actor to stop" : sentence(why));
}

}  // namespace

const char* sentence(AskError::Why why) {
    switch (why) {
        case AskError::Why::NoSuchActor: return "there is no such actor, or it has stopped";
        case AskError::Why::NotAccepted: return "the actor does not accept this message";
        case AskError::Why::HandlerFailed: return "the actor failed while it handled the message";
        case AskError::Why::Stopped: return "the actor stopped before it handled the message";
        case AskError::Why::TimedOut: return "no answer came in time";
        case AskError::Why::MailboxFull: return "the actor's mailbox is full";
        case AskError::Why::Displaced: return "the actor's mailbox was full and dropped it";
        case AskError::Why::Withheld: return "middleware did not let it pass";
        case AskError::Why::NoRoutee: return "the router has nobody to give it to";
    }
    return "";
}

void count_dead_letter() {
    if (Worker* worker = Worker::of_this_thread())
        worker->dead_letters.add(1);
    else
        outside.fetch_add(1, std::memory_order_relaxed);
}

void bury_payload(Envelope& envelope, probe::ActorId to, AskError::Why why) {
    if (envelope.handler == Envelope::poison) return bury_poison(envelope, why);
    count_dead_letter();
    if (envelope.handler == Envelope::continuation) return drop_answer(envelope);
    tell(envelope, to, why);
    const std::string& type = *message_type(envelope.type).name;
    destroy_payload(envelope);
    if (ReplySlot* slot = take_reply(envelope)) fill_error(*slot, why, type + ": " + sentence(why));
}

void bury(Envelope* envelope, probe::ActorId to, AskError::Why why) {
    bury_payload(*envelope, to, why);
    give_envelope(envelope);
}

std::uint64_t dead_letters_outside() { return outside.load(std::memory_order_relaxed); }

void dead_letters::begin_telling(System& system) {
    const std::unique_lock lock(listeners().mutex);
    listeners().systems.push_back(&system);
}

void dead_letters::stop_telling(System& system) {
    const std::unique_lock lock(listeners().mutex);
    std::erase(listeners().systems, &system);
}

}  // namespace callboard::runtime
