#include "tests/probe/raw_peers.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <nng/nng.h>
#include <nng/protocol/reqrep0/req.h>
#include <sys/socket.h>
#include <unistd.h>

#include <random>
#include <stdexcept>

namespace callboard::tests {
namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

}  // namespace

RawViewer::RawViewer(const std::string& address) {
    nng_socket socket = NNG_SOCKET_INITIALIZER;
    if (nng_req0_open(&socket) != 0) throw std::runtime_error("no socket");
    socket_ = socket.id;
    nng_socket_set_ms(socket, NNG_OPT_RECVTIMEO, 10'000);
    nng_socket_set_ms(socket, NNG_OPT_SENDTIMEO, 10'000);
    nng_socket_set_ms(socket, NNG_OPT_REQ_RESENDTIME, NNG_DURATION_INFINITE);
    if (nng_dial(socket, ("tcp://" + address).c_str(), nullptr, 0) != 0)
        throw std::runtime_error("nobody at " + address);
}

RawViewer::~RawViewer() { nng_close(nng_socket{socket_}); }

std::string RawViewer::ask(const std::string& bytes) {
    std::string copy = bytes;
    if (nng_send(nng_socket{socket_}, copy.data(), copy.size(), 0) != 0) return {};
    char* answer = nullptr;
    std::size_t size = 0;
    if (nng_recv(nng_socket{socket_}, &answer, &size, NNG_FLAG_ALLOC) != 0) return {};
    std::string text(answer, size);
    nng_free(answer, size);
    return text;
}

probe::Response RawViewer::ask(const probe::Request& request) {
    auto decoded = probe::decode_response(ask(probe::encode(request)));
    if (const auto* disbelief = std::get_if<probe::Disbelief>(&decoded))
        throw std::runtime_error(disbelief->reason);
    return std::get<probe::Response>(std::move(decoded));
}

void throw_at_port(const std::string& address, const std::string& bytes) {
    const auto to = loopback(std::stoi(address.substr(address.rfind(':') + 1)));
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    if (connect(socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0)
        throw std::runtime_error("nobody at " + address);
    std::size_t sent = 0;
    while (sent < bytes.size()) {  // Until all is thrown, or the door was shut.
        const auto count = send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) break;
        sent += static_cast<std::size_t>(count);
    }
    close(socket);
}

DeafPort::DeafPort() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    auto address = loopback(0);
    socklen_t size = sizeof address;
    if (bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        listen(socket_, 8) != 0 ||
        getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("no port");
    address_ = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
}

DeafPort::~DeafPort() { close(socket_); }

std::string random_bytes(std::size_t size) {
    std::mt19937 random(7);
    std::string bytes;
    for (std::size_t index = 0; index < size; ++index) bytes.push_back(static_cast<char>(random()));
    return bytes;
}

}  // namespace callboard::tests
