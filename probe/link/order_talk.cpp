#include "probe/link/order_talk.hpp"

#include <new>
#include <utility>

#include "probe/wire/codec.hpp"

namespace callboard::probe {
namespace {

Reply reply_of(std::span<const char> bytes) {
    auto decoded = decode_response(bytes);
    if (auto* disbelief = std::get_if<Disbelief>(&decoded))
        return {.outcome = Outcome::Refused,
                .text = "The program's answer can not be read: " + disbelief->reason};
    auto& response = std::get<Response>(decoded);
    if (auto* reply = std::get_if<Reply>(&response)) return std::move(*reply);
    if (auto* refusal = std::get_if<Refusal>(&response))
        return {.outcome = Outcome::Refused, .text = std::move(refusal->reason)};
    return {.outcome = Outcome::Refused, .text = "The program's answer does not fit the order."};
}

Reply reply_for(int error) {
    if (error == NNG_ETIMEDOUT)
        return {.outcome = Outcome::TimedOut,
                .text = "The program did not answer in time: it may be busy, and obey later."};
    return {.outcome = Outcome::TimedOut,
            .text =
                "The connection was lost before the answer came: look whether the order was "
                "obeyed."};
}

}  // namespace

void OrderTalk::send(std::uint64_t order, const std::string& bytes, nng_duration wait_ms_max) {
    if (nng_ctx_open(&context_, socket_) != 0) throw std::bad_alloc();
    order_ = order;
    hearing_ = false;
    wait_ms_max_ = wait_ms_max;
    aio_.speak(context_, bytes, wait_ms_max);
}

void OrderTalk::stop() {
    aio_.stop();
    nng_ctx_close(context_);  // Harmless when it is closed.
}

void OrderTalk::turn(void* argument) {
    auto& talk = *static_cast<OrderTalk*>(argument);
    const int result = talk.aio_.result();
    if (!talk.hearing_) {
        talk.aio_.drop_unsent();
        if (result != 0) return talk.finish(reply_for(result));
        talk.hearing_ = true;
        return talk.aio_.listen(talk.context_, talk.wait_ms_max_);
    }
    if (result != 0) return talk.finish(reply_for(result));
    nng_msg* message = nng_aio_get_msg(talk.aio_.get());
    auto reply = reply_of(body_of(message));
    nng_msg_free(message);
    talk.finish(std::move(reply));
}

void OrderTalk::finish(Reply reply) {
    nng_ctx_close(context_);
    answered_(*this, std::move(reply));
}

}  // namespace callboard::probe
