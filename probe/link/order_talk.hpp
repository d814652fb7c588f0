#pragma once

#include <nng/nng.h>

#include <functional>
#include <string>

#include "probe/link/nng_parts.hpp"
#include "probe/wire/command.hpp"

namespace callboard::probe {

// One order on its way to the program and back. Used again for another once it
// was answered; one context of nng for each way, so that an order that was given
// up is not sent after all.
class OrderTalk {
public:
    using Answered = std::function<void(OrderTalk&, Reply)>;  // On a thread of nng, once an order.

    OrderTalk(nng_socket socket, Answered answered)
        : socket_(socket), answered_(std::move(answered)), aio_(&OrderTalk::turn, this) {}
    ~OrderTalk() { stop(); }

    void send(std::uint64_t order, const std::string& bytes, nng_duration wait_ms_max);
    void stop();  // Waits for a callback that runs; nothing is answered afterwards.
    std::uint64_t order() const { return order_; }

private:
    static void turn(void* talk);
    void finish(Reply reply);

    nng_socket socket_;
    Answered answered_;
    nng_ctx context_ = NNG_CTX_INITIALIZER;
    bool hearing_ = false;
    std::uint64_t order_ = 0;
    nng_duration wait_ms_max_ = 0;
    Aio aio_;
};

}  // namespace callboard::probe
