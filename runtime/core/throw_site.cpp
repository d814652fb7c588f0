#include "runtime/core/throw_site.hpp"

#include <cxxabi.h>
#include <dlfcn.h>
#include <execinfo.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#include "runtime/core/worker.hpp"

namespace callboard::runtime {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto between_two = std::chrono::milliseconds(10);
constexpr int frames_max = 32;

// Plain data, so that it can be written in any state of a thread.
struct Site {
    std::array<void*, frames_max> frames;
    int count;
    int first;  // Of the frames: who threw.
    Clock::rep last;
};
constinit thread_local Site site{};

}  // namespace

__attribute__((noinline)) void throw_site::note(void* thrower) {
    site.count = 0;
    const Worker* worker = Worker::of_this_thread();
    if (worker == nullptr || worker->running() == nullptr) return;
    const auto now = Clock::now().time_since_epoch();
    if (site.last != 0 && now - Clock::duration(site.last) < between_two) return;
    site.last = now.count();
    site.count = backtrace(site.frames.data(), frames_max);
    // How many frames are ours depends on who else watches, such as a sanitizer.
    const auto end = site.frames.begin() + site.count;
    const auto first = std::find(site.frames.begin(), end, thrower);
    site.first = static_cast<int>(first - site.frames.begin());
}

namespace {

std::string tidy(const char* symbol) {
    int status = 0;
    const std::unique_ptr<char, void (*)(void*)> plain(
        abi::__cxa_demangle(symbol, nullptr, nullptr, &status), std::free);
    return status == 0 ? plain.get() : symbol;
}

std::string line_of(void* frame) {
    // A return address lies behind the call, which may be the last of its function.
    auto* const call = static_cast<char*>(frame) - 1;
    Dl_info info{};
    if (dladdr(call, &info) == 0 || info.dli_fname == nullptr) return "?";
    if (info.dli_sname != nullptr) return tidy(info.dli_sname);
    const std::string_view file(info.dli_fname);
    std::array<char, 32> offset{};
    std::snprintf(offset.data(), offset.size(), "+0x%zx",
                  static_cast<std::size_t>(call - static_cast<char*>(info.dli_fbase)));
    return std::string(file.substr(file.rfind('/') + 1)) + offset.data();
}

}  // namespace

std::vector<void*> throw_site::take() {
    const int count = std::exchange(site.count, 0);
    if (!hooked || count <= site.first) return {};
    // Not in braces: they would make a list of two pointers.
    return std::vector<void*>(site.frames.begin() + site.first, site.frames.begin() + count);
}

std::vector<std::string> throw_site::describe(std::span<void* const> frames) {
    std::vector<std::string> lines;
    for (void* frame : frames) {
        lines.push_back(line_of(frame));
        // Below it is how actors are run, the same for all of them.
        if (lines.back().find("callboard::runtime::Cell::") != std::string::npos) {
            lines.pop_back();
            break;
        }
    }
    return lines;
}

}  // namespace callboard::runtime
