#pragma once

#include <mutex>
#include <thread>

#include "runtime/stream/source/source.hpp"

namespace callboard::runtime::stream {

// Waits for descriptors on behalf of the inlets of one system. One thread, started with
// the first that has to wait, asleep in the kernel when nothing happens. Any thread.
class Poller {
public:
    Poller() = default;
    ~Poller();
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    // Calls the waker once, when the descriptor can be read, has ended or failed.
    void wake_when_readable(int descriptor, const Waker& waker);
    void forget(int descriptor);  // Before it is closed.

    bool started() const;

private:
    void start();
    void poll();

    mutable std::mutex mutex_;
    int epoll_ = -1;
    int end_ = -1;  // Readable: the thread shall end.
    std::thread thread_;
};

}  // namespace callboard::runtime::stream
