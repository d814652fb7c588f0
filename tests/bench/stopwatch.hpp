#pragma once

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <mutex>

namespace callboard::bench {

// Where the measuring thread waits until an actor says that the work is done.
// May be passed again and again.
class Finish {
public:
    void reach() {
        const std::lock_guard lock(mutex_);
        reached_ = true;
        condition_.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        condition_.wait(lock, [this] { return reached_; });
        reached_ = false;
    }

private:
    std::mutex mutex_;
    std::condition_variable condition_;
    bool reached_ = false;
};

class Stopwatch {
public:
    double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
    }

private:
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

// Memory that this process holds right now.
inline std::uint64_t resident_bytes() {
    std::uint64_t all_pages = 0, resident_pages = 0;
    std::ifstream("/proc/self/statm") >> all_pages >> resident_pages;
    return resident_pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

// The one line that a measuring program prints, and its end: taking a million
// actors down is no part of the figure.
[[noreturn]] inline void report_and_leave(std::uint64_t operations, double seconds,
                                          double bytes_per_actor = 0) {
    std::printf("{\"ns_per_operation\":%.3f,\"bytes_per_actor\":%.1f}\n",
                seconds * 1e9 / static_cast<double>(operations), bytes_per_actor);
    std::fflush(stdout);
    _exit(0);
}

}  // namespace callboard::bench
