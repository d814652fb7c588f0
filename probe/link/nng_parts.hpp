#pragma once

#include <nng/nng.h>

#include <chrono>
#include <future>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace callboard::probe {

// The few things that host and viewer both need of nng.

inline std::string url_of(const std::string& address) {
    return address.find("://") == std::string::npos ? "tcp://" + address : address;
}

inline std::span<const char> body_of(nng_msg* message) {
    return {static_cast<const char*>(nng_msg_body(message)), nng_msg_len(message)};
}

// nng 1.5 can wait for ever to close a socket after someone who asked hundreds of
// questions hung up before the answers. Nobody from outside may keep the program
// from ending, so the wait has a limit; after it only a thread of nng's is lost.
inline void close_within_limit(nng_socket socket) {
    std::packaged_task<void()> closing([socket] { nng_close(socket); });
    const auto closed = closing.get_future();
    std::thread closer(std::move(closing));
    if (closed.wait_for(std::chrono::seconds(2)) == std::future_status::ready)
        closer.join();
    else
        closer.detach();
}

// One asynchronous operation of nng at a time, and its callback. Whoever owns it
// calls `stop` before what the callback touches goes away.
class Aio {
public:
    Aio(void (*callback)(void*), void* argument) {
        if (nng_aio_alloc(&aio_, callback, argument) != 0) throw std::bad_alloc();
    }
    ~Aio() { nng_aio_free(aio_); }
    Aio(const Aio&) = delete;
    Aio& operator=(const Aio&) = delete;

    nng_aio* get() const { return aio_; }
    int result() const { return nng_aio_result(aio_); }
    void stop() { nng_aio_stop(aio_); }  // Waits for a callback that runs.

    void listen(nng_ctx context, nng_duration wait_max) {
        nng_aio_set_timeout(aio_, wait_max);
        nng_ctx_recv(context, aio_);
    }
    void speak(nng_ctx context, std::string_view bytes, nng_duration wait_max) {
        nng_msg* message = nullptr;
        if (nng_msg_alloc(&message, 0) != 0) throw std::bad_alloc();
        if (nng_msg_append(message, bytes.data(), bytes.size()) != 0) {
            nng_msg_free(message);
            throw std::bad_alloc();
        }
        nng_aio_set_msg(aio_, message);
        nng_aio_set_timeout(aio_, wait_max);
        nng_ctx_send(context, aio_);
    }
    // A message that could not be sent is still ours.
    void drop_unsent() {
        if (result() != 0) nng_msg_free(nng_aio_get_msg(aio_));
        nng_aio_set_msg(aio_, nullptr);
    }

private:
    nng_aio* aio_ = nullptr;
};

}  // namespace callboard::probe
