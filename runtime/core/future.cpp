#include "runtime/core/future.hpp"

namespace callboard::runtime::detail {

void throw_ask_error(Envelope* reply) {
    const AskError error = std::move(reply->message<AskError>());
    free_reply(reply);
    if (error.why == AskError::Why::NoSuchActor) throw NoSuchActor(error);
    throw AskFailed(error);
}

void refuse_to_block_a_worker() {
    if (const Worker* worker = Worker::of_this_thread(); worker && worker->running() != nullptr)
        throw std::logic_error("a handler may not wait for a future: it would block its worker");
}

}  // namespace callboard::runtime::detail
