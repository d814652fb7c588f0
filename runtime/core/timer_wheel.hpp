#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace callboard::runtime {

// A timer that was set. Old numbers are never a new timer's.
enum class TimerId : std::uint64_t {};

// Deadlines, in ticks. Setting and cancelling cost the same for one timer and for
// a million: each hangs in a slot of a wheel; the first wheel has a slot for each of
// the next 256 ticks, the next one for each 256 of those, and so on; what lies
// further away moves down as its time comes near. It knows no clock and no thread:
// whoever owns it says what time it is. Owner only.
class TimerWheel {
public:
    using Tick = std::uint64_t;

    TimerWheel();

    TimerId set(Tick due, void* what, Tick period = 0);  // Period 0: fires once.
    // What the timer was set with; null when it has fired or was cancelled.
    void* cancel(TimerId id);

    // Moves on to `now` and calls `fire(what)` for all that is due, in order of their
    // deadlines. `fire` may set and cancel timers.
    template <class Fire>
    void advance(Tick now, Fire fire) {
        while (now_ < now) {
            const auto skip = quiet_ticks(now - now_);
            now_ += skip;
            if (now_ == now && skip != 0) return;
            ++now_;
            if (now_ % slot_count == 0) move_down();
            while (void* what = take_due()) fire(what);
        }
    }

    // Forgets all timers and calls `let_go(what)` for each.
    template <class LetGo>
    void clear(LetGo let_go) {
        for (std::uint32_t index = 0; index < timers_.size(); ++index)
            if (timers_[index].what != nullptr) let_go(take_off(index));
    }

    // No timer fires before this tick; nothing when none is set.
    std::optional<Tick> next_look() const;
    Tick now() const { return now_; }
    std::size_t size() const { return size_; }

private:
    static constexpr std::uint32_t slot_count = 256;
    static constexpr std::uint32_t wheel_count = 5;  // 2^40 ticks.
    static constexpr std::uint32_t nobody = 0xffffffff;

    struct Timer {
        Tick due = 0;
        Tick period = 0;
        void* what = nullptr;  // Null: free.
        std::uint32_t next = nobody;
        std::uint32_t before = nobody;  // Nobody: the first in its slot.
        std::uint32_t slot = 0;         // Wheel and slot in one number.
        std::uint32_t generation = 1;
    };

    Tick quiet_ticks(Tick limit) const;
    void move_down();
    void* take_due();
    void hang(std::uint32_t index);
    void unhang(std::uint32_t index);
    void* take_off(std::uint32_t index);

    std::vector<Timer> timers_;
    std::vector<std::uint32_t> free_;
    std::array<std::uint32_t, slot_count * wheel_count> first_;
    std::array<std::uint32_t, wheel_count> in_wheel_{};
    Tick now_ = 0;
    std::size_t size_ = 0;
};

}  // namespace callboard::runtime
