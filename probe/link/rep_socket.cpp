#include "probe/link/rep_socket.hpp"

#include <nng/nng.h>
#include <nng/protocol/reqrep0/rep.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <utility>

#include "probe/link/nng_parts.hpp"

namespace callboard::probe {
namespace {

// A peer that does not take its answer frees its seat after this.
constexpr nng_duration speak_ms_max = 5000;

std::string sentence_for(const std::string& address, int error) {
    const std::string place = "Callboard cannot listen at " + address + ": ";
    if (error == NNG_EADDRINUSE)
        return place +
               "another program listens there. Choose another port, or port 0 for any "
               "free one.";
    return place + nng_strerror(error) + ". Give it as host:port, for example 127.0.0.1:0.";
}

std::string with_bound_port(const std::string& address, nng_listener listener) {
    int port = 0;
    if (nng_listener_get_int(listener, NNG_OPT_TCP_BOUND_PORT, &port) != 0) return address;
    return address.substr(0, address.rfind(':') + 1) + std::to_string(port);
}

// What is no handshake nng turns away by itself. It counts each under "proto", or
// as a failed connection when the other side hung up first. A connection that was
// accepted counts there once too when it ends, however it ends: `ended` of those are
// known. Bursts are counted once: this is a least number.
std::uint64_t count_turned_away(nng_listener listener, std::uint64_t ended) {
    nng_stat* all = nullptr;
    if (nng_stats_get(&all) != 0) return 0;
    nng_stat* stats = nng_stat_find_listener(all, listener);
    const auto value = [&](const char* name) {
        nng_stat* stat = stats == nullptr ? nullptr : nng_stat_find(stats, name);
        return stat == nullptr ? 0 : nng_stat_value(stat);
    };
    const auto failed = value("disconnect") + value("other");
    const auto count = value("proto") + value("timeout") + failed - std::min(failed, ended);
    nng_stats_free(all);
    return count;
}

}  // namespace

struct RepSocket::Chair {
    enum class Turn { Hearing, Thinking, Speaking };

    Chair(RepSocket& of, Seat number) : house(of), seat(number), aio(&RepSocket::turn, this) {}

    RepSocket& house;
    Seat seat;
    nng_ctx context = NNG_CTX_INITIALIZER;
    Turn turn = Turn::Hearing;
    Aio aio;

    void hear() {
        turn = Turn::Hearing;
        aio.listen(context, NNG_DURATION_INFINITE);
    }
};

struct RepSocket::Socket {
    ~Socket() {
        nng_pipe_notify(socket, NNG_PIPE_EV_ADD_PRE, nullptr, nullptr);
        nng_pipe_notify(socket, NNG_PIPE_EV_REM_POST, nullptr, nullptr);
        close_within_limit(socket);
    }

    nng_socket socket = NNG_SOCKET_INITIALIZER;
    nng_listener listener = NNG_LISTENER_INITIALIZER;
    std::mutex mutex = {};  // Guards the turns, and that nothing begins once closed.
    bool closed = false;
    std::vector<std::unique_ptr<Chair>> chairs = {};

    // Connections that have asked nothing so far, and how many left so: a message
    // beyond the limit ends a connection before anyone hears it.
    std::mutex pipes_mutex = {};
    std::set<int> silent_pipes = {};
    std::uint64_t left_silent = 0;
    std::uint64_t ended = 0;
    std::uint64_t turned_away = 0;
    std::uint64_t turned_away_last_seen = 0;

    void heard_on(nng_pipe pipe) {
        const std::lock_guard lock(pipes_mutex);
        silent_pipes.erase(nng_pipe_id(pipe));
    }
    static void came(nng_pipe pipe, nng_pipe_ev, void* socket) {
        auto& self = *static_cast<Socket*>(socket);
        const std::lock_guard lock(self.pipes_mutex);
        self.silent_pipes.insert(nng_pipe_id(pipe));
    }
    static void left(nng_pipe pipe, nng_pipe_ev, void* socket) {
        auto& self = *static_cast<Socket*>(socket);
        const std::lock_guard lock(self.pipes_mutex);
        self.left_silent += self.silent_pipes.erase(nng_pipe_id(pipe));
        ++self.ended;
    }
};

RepSocket::RepSocket(const std::string& address, std::size_t seats, std::size_t request_bytes_max,
                     Heard heard)
    : heard_(std::move(heard)) {
    nng_socket socket = NNG_SOCKET_INITIALIZER;
    if (const int error = nng_rep0_open(&socket); error != 0)
        throw std::runtime_error(std::string("Callboard cannot open a socket: ") +
                                 nng_strerror(error) + ". Close some files and start again.");
    socket_ = std::make_unique<Socket>();
    socket_->socket = socket;
    nng_socket_set_size(socket, NNG_OPT_RECVMAXSZ, request_bytes_max);
    nng_pipe_notify(socket, NNG_PIPE_EV_ADD_PRE, &Socket::came, socket_.get());
    nng_pipe_notify(socket, NNG_PIPE_EV_REM_POST, &Socket::left, socket_.get());
    if (const int error = nng_listen(socket, url_of(address).c_str(), &socket_->listener, 0);
        error != 0)
        throw std::runtime_error(sentence_for(address, error));
    address_ = with_bound_port(address, socket_->listener);
    for (Seat seat = 0; seat < seats; ++seat) {
        auto chair = std::make_unique<Chair>(*this, seat);
        if (nng_ctx_open(&chair->context, socket) != 0) throw std::bad_alloc();
        socket_->chairs.push_back(std::move(chair));
    }
}

RepSocket::~RepSocket() { close(); }

void RepSocket::open() {
    const std::lock_guard lock(socket_->mutex);
    for (const auto& chair : socket_->chairs) chair->hear();
}

void RepSocket::close() {
    {
        const std::lock_guard lock(socket_->mutex);
        if (std::exchange(socket_->closed, true)) return;
    }
    for (const auto& chair : socket_->chairs) chair->aio.stop();
    for (const auto& chair : socket_->chairs) nng_ctx_close(chair->context);
}

void RepSocket::speak(Seat seat, std::string_view bytes) {
    const std::lock_guard lock(socket_->mutex);
    auto& chair = *socket_->chairs[seat];
    if (socket_->closed || chair.turn != Chair::Turn::Thinking) return;
    chair.turn = Chair::Turn::Speaking;
    chair.aio.speak(chair.context, bytes, speak_ms_max);
}

void RepSocket::leave(Seat seat) {
    const std::lock_guard lock(socket_->mutex);
    auto& chair = *socket_->chairs[seat];
    if (!socket_->closed && chair.turn == Chair::Turn::Thinking) chair.hear();
}

void RepSocket::turn(void* argument) {
    auto& chair = *static_cast<Chair*>(argument);
    auto& socket = *chair.house.socket_;
    std::unique_ptr<nng_msg, decltype(&nng_msg_free)> request(nullptr, &nng_msg_free);
    {
        const std::lock_guard lock(socket.mutex);
        const bool hearing = chair.turn == Chair::Turn::Hearing;
        if (!hearing) chair.aio.drop_unsent();
        if (hearing && chair.aio.result() == 0) request.reset(nng_aio_get_msg(chair.aio.get()));
        if (socket.closed) return;
        if (!request) return chair.hear();
        chair.turn = Chair::Turn::Thinking;
    }
    socket.heard_on(nng_msg_get_pipe(request.get()));
    chair.house.heard_(chair.seat, body_of(request.get()));
}

std::uint64_t RepSocket::strangers() const {
    std::unique_lock lock(socket_->pipes_mutex);
    const auto ended = socket_->ended;
    lock.unlock();  // nng has locks of its own, which it may hold when it calls us.
    const auto turned_away = count_turned_away(socket_->listener, ended);
    lock.lock();
    // nng counts the end of a connection a moment before it tells us of it. What is seen
    // twice is no such moment.
    if (turned_away == std::exchange(socket_->turned_away_last_seen, turned_away))
        socket_->turned_away = std::max(socket_->turned_away, turned_away);
    return socket_->turned_away + socket_->left_silent;
}

}  // namespace callboard::probe
