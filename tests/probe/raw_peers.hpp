#pragma once

#include <string>

#include "probe/wire/codec.hpp"

namespace callboard::tests {

// A viewer by hand: one question, one answer, over a socket of its own.
class RawViewer {
public:
    explicit RawViewer(const std::string& address);
    ~RawViewer();
    RawViewer(const RawViewer&) = delete;
    RawViewer& operator=(const RawViewer&) = delete;

    std::string ask(const std::string& bytes);  // Empty when no answer came.
    probe::Response ask(const probe::Request& request);

private:
    unsigned socket_ = 0;
};

// Someone who throws bytes at a TCP port without any manners, and hangs up.
void throw_at_port(const std::string& address, const std::string& bytes);

// Takes a TCP port and answers nothing, for as long as it lives.
class DeafPort {
public:
    DeafPort();
    ~DeafPort();
    std::string address() const { return address_; }

private:
    int socket_ = -1;
    std::string address_;
};

std::string random_bytes(std::size_t size);  // The same ones every time.

}  // namespace callboard::tests
