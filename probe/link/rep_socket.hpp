#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace callboard::probe {

// The listening end: a number of seats, each of which hears one request and then
// speaks one answer, soon or late, before it hears the next.
//
// `heard` runs on a thread of nng and may not block. The other calls: any thread.
// After `close` nothing is heard, and speaking does nothing.
class RepSocket {
public:
    using Seat = std::size_t;
    using Heard = std::function<void(Seat, std::span<const char>)>;

    // Throws a sentence when it can not listen at `address`.
    RepSocket(const std::string& address, std::size_t seats, std::size_t request_bytes_max,
              Heard heard);
    ~RepSocket();

    void open();  // From here on requests are heard.
    void close();

    void speak(Seat seat, std::string_view bytes);
    void leave(Seat seat);  // Gives no answer, and hears the next request.

    std::string address() const { return address_; }
    std::uint64_t strangers() const;  // Connections that never asked anything.

private:
    struct Chair;
    static void turn(void* chair);

    struct Socket;
    std::unique_ptr<Socket> socket_;
    Heard heard_;
    std::string address_ = {};
};

}  // namespace callboard::probe
