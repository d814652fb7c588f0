#include "runtime/core/timer_wheel.hpp"

#include <algorithm>
#include <utility>

namespace callboard::runtime {
namespace {

// The first tick at which a wheel's slot would be looked at again, after `now`.
constexpr std::uint64_t span_of(std::uint32_t wheel) { return std::uint64_t{1} << (8 * wheel); }

}  // namespace

TimerWheel::TimerWheel() { first_.fill(nobody); }

TimerId TimerWheel::set(Tick due, void* what, Tick period) {
    if (free_.empty()) {
        free_.push_back(static_cast<std::uint32_t>(timers_.size()));
        timers_.emplace_back();
    }
    const std::uint32_t index = free_.back();
    free_.pop_back();
    Timer& timer = timers_[index];
    timer.due = std::max(due, now_ + 1);  // What is late fires at the next tick.
    timer.what = what;
    timer.period = period;
    hang(index);
    ++size_;
    return TimerId{std::uint64_t{timer.generation} << 32 | index};
}

void* TimerWheel::cancel(TimerId id) {
    const auto index = static_cast<std::uint32_t>(id);
    const auto generation = static_cast<std::uint32_t>(static_cast<std::uint64_t>(id) >> 32);
    if (index >= timers_.size() || timers_[index].generation != generation) return nullptr;
    return timers_[index].what == nullptr ? nullptr : take_off(index);
}

// Into the nearest wheel whose span reaches the deadline.
void TimerWheel::hang(std::uint32_t index) {
    Timer& timer = timers_[index];
    const Tick away = timer.due - now_;
    std::uint32_t wheel = 0;
    while (wheel + 1 < wheel_count && away >= span_of(wheel + 1)) ++wheel;
    // Beyond the last wheel's reach it waits in the slot that is looked at last, and is hung
    // up again from there.
    const Tick at = std::min(timer.due, now_ + span_of(wheel_count) - 1);
    timer.slot = wheel * slot_count + static_cast<std::uint32_t>((at >> (8 * wheel)) % slot_count);
    timer.before = nobody;
    timer.next = first_[timer.slot];
    if (timer.next != nobody) timers_[timer.next].before = index;
    first_[timer.slot] = index;
    ++in_wheel_[wheel];
}

void TimerWheel::unhang(std::uint32_t index) {
    Timer& timer = timers_[index];
    (timer.before == nobody ? first_[timer.slot] : timers_[timer.before].next) = timer.next;
    if (timer.next != nobody) timers_[timer.next].before = timer.before;
    --in_wheel_[timer.slot / slot_count];
}

void* TimerWheel::take_off(std::uint32_t index) {
    unhang(index);
    Timer& timer = timers_[index];
    ++timer.generation;
    --size_;
    free_.push_back(index);
    return std::exchange(timer.what, nullptr);
}

void* TimerWheel::take_due() {
    const std::uint32_t first = first_[now_ % slot_count];
    if (first == nobody) return nullptr;
    Timer& timer = timers_[first];
    if (timer.period == 0) return take_off(first);
    // From the deadline, not from now: a late look does not make the next one late.
    unhang(first);
    timer.due += timer.period;
    hang(first);
    return timer.what;
}

// A round of a wheel is over: what the next wheel has for the coming round moves down.
void TimerWheel::move_down() {
    for (std::uint32_t wheel = 1; wheel < wheel_count; ++wheel) {
        const auto slot = static_cast<std::uint32_t>((now_ >> (8 * wheel)) % slot_count);
        std::uint32_t index = std::exchange(first_[wheel * slot_count + slot], nobody);
        while (index != nobody) {
            const std::uint32_t next = timers_[index].next;
            --in_wheel_[wheel];
            hang(index);
            index = next;
        }
        if (slot != 0) return;
    }
}

// How many of the coming ticks, at most `limit`, have nothing to do.
TimerWheel::Tick TimerWheel::quiet_ticks(Tick limit) const {
    const auto look = next_look();
    return look ? std::min(limit, *look - now_ - 1) : limit;
}

std::optional<TimerWheel::Tick> TimerWheel::next_look() const {
    if (size_ == 0) return std::nullopt;
    const Tick round_end = (now_ / slot_count + 1) * slot_count;
    if (in_wheel_[0] != 0)
        for (Tick tick = now_ + 1; tick < round_end; ++tick)
            if (first_[tick % slot_count] != nobody) return tick;
    if (in_wheel_[0] != 0) return round_end;
    // Nothing near: the next moment at which a farther wheel is looked at.
    for (std::uint32_t wheel = 1; wheel < wheel_count; ++wheel)
        if (in_wheel_[wheel] != 0) return (now_ / span_of(wheel) + 1) * span_of(wheel);
    return round_end;
}

}  // namespace callboard::runtime
