#include "runtime/core/dead_letters.hpp"

#include <atomic>

#include "runtime/core/worker.hpp"

namespace callboard::runtime {
namespace {

std::atomic<std::uint64_t> outside{0};

const char* sentence(AskError::Why why) {
    switch (why) {
        case AskError::Why::NoSuchActor: return "there is no such actor, or it has stopped";
        case AskError::Why::NotAccepted: return "the actor does not accept this message";
        case AskError::Why::HandlerFailed: return "the actor failed while it handled the message";
        case AskError::Why::Stopped: return "the actor stopped before it handled the message";
    }
    return "";
}

}  // namespace

void bury_payload(Envelope& envelope, AskError::Why why) {
    if (Worker* worker = Worker::of_this_thread())
        worker->dead_letters.add(1);
    else
        outside.fetch_add(1, std::memory_order_relaxed);
    destroy_payload(envelope);
    if (envelope.asked())
        fill_error(*envelope.from.reply, why,
                   *message_type(envelope.type).name + ": " + sentence(why));
}

void bury(Envelope* envelope, AskError::Why why) {
    bury_payload(*envelope, why);
    give_envelope(envelope);
}

std::uint64_t dead_letters_outside() { return outside.load(std::memory_order_relaxed); }

}  // namespace callboard::runtime
