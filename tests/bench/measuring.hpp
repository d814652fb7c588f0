#pragma once

#include <unistd.h>

#include <chrono>
#include <cinttypes>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <mutex>

namespace callboard::bench {

// Where the measuring thread waits until an actor says that the work is done, and
// what came of it. May be passed again and again.
class Finish {
public:
    void reach(std::uint64_t result = 0) {
        const std::lock_guard lock(mutex_);
        result_ = result;
        reached_ = true;
        condition_.notify_one();
    }
    std::uint64_t wait() {
        std::unique_lock lock(mutex_);
        condition_.wait(lock, [this] { return reached_; });
        reached_ = false;
        return result_;
    }

private:
    std::mutex mutex_;
    std::condition_variable condition_;
    std::uint64_t result_ = 0;
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

// Picks pairs of accounts, the same ones in every program of every language.
class Dice {
public:
    std::uint64_t below(std::uint64_t limit) {
        seed_ = seed_ * 48271 % 2147483647;
        return seed_ % limit;
    }

private:
    std::uint64_t seed_ = 1;
};

// Nodes of a tree with ten branches at each node and `leaves`, a power of ten, at its ends.
constexpr std::uint64_t tree_size(std::uint64_t leaves) { return (leaves * 10 - 1) / 9; }

// Memory that this process holds right now.
inline std::uint64_t resident_bytes() {
    std::uint64_t all_pages = 0, resident_pages = 0;
    std::ifstream("/proc/self/statm") >> all_pages >> resident_pages;
    return resident_pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

// Work with a wrong result is not work done: no figure then.
inline void expect(const char* what, std::uint64_t found, std::uint64_t wanted) {
    if (found == wanted) return;
    std::fprintf(stderr, "%s should be %" PRIu64 " and is %" PRIu64 ".\n", what, wanted, found);
    _exit(1);
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
