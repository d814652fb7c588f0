#include "runtime/stream/source/poller.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace callboard::runtime::stream {
namespace {

constexpr int events_at_once = 64;

[[noreturn]] void fail(const char* text) {
    throw std::system_error(errno, std::generic_category(), text);
}

// One shot: after its event a descriptor is silent until it is armed again.
epoll_event event_for(const Waker& waker) {
    epoll_event event{};
    event.events = EPOLLIN | EPOLLRDHUP | EPOLLONESHOT;
    event.data.u64 = static_cast<std::uint64_t>(waker.inlet().id);
    return event;
}

}  // namespace

Poller::~Poller() {
    if (!thread_.joinable()) return;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(end_, &one, sizeof one);
    thread_.join();
    ::close(end_);
    ::close(epoll_);
}

bool Poller::started() const {
    const std::lock_guard lock(mutex_);
    return thread_.joinable();
}

void Poller::start() {
    const std::lock_guard lock(mutex_);
    if (thread_.joinable()) return;
    epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
    end_ = ::eventfd(0, EFD_CLOEXEC);
    if (epoll_ < 0 || end_ < 0) fail("descriptors can not be waited for");
    epoll_event end{};
    end.events = EPOLLIN;  // Nobody's id: 0.
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, end_, &end);
    thread_ = std::thread([this] { poll(); });
}

void Poller::wake_when_readable(int descriptor, const Waker& waker) {
    start();
    auto event = event_for(waker);
    if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, descriptor, &event) == 0) return;
    if (errno == ENOENT && ::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event) == 0) return;
    fail("this descriptor can not be waited for");
}

void Poller::forget(int descriptor) {
    const std::lock_guard lock(mutex_);
    if (thread_.joinable()) ::epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr);
}

void Poller::poll() {
    std::array<epoll_event, events_at_once> events{};
    for (;;) {
        const int count = ::epoll_wait(epoll_, events.data(), events_at_once, -1);
        for (int i = 0; i < count; ++i) {
            const probe::ActorId inlet{events[static_cast<std::size_t>(i)].data.u64};
            if (inlet == probe::ActorId{}) return;
            Waker{Ref<>(inlet)}();
        }
    }
}

}  // namespace callboard::runtime::stream
