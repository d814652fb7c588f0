#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace callboard::probe {

// Remembers orders, so that one that arrives twice is obeyed once, and which seat
// waits for its answer. Answers are kept for a while; an order so old that its
// answer was forgotten is still known to be old, for a viewer counts its orders
// upwards. One thread at a time.
class OrderBook {
public:
    using Clock = std::chrono::steady_clock;
    using Seat = std::size_t;
    struct Key {
        std::uint64_t viewer = 0;
        std::uint64_t id = 0;
        auto operator<=>(const Key&) const = default;
    };
    static constexpr std::size_t waiting_max = 48;
    static constexpr std::size_t answers_kept_max = 256;  // For each viewer.

    enum class Sort { New, StillWaiting, Answered, Forgotten, TooMany };
    struct Placed {
        Sort sort = Sort::New;
        std::optional<Seat> seat_before = {};  // StillWaiting: it waits no more.
        std::string answer = {};               // Answered: the bytes of then.
    };

    Placed place(Key key, Seat seat, Clock::time_point deadline);
    // Who waits for this answer; nobody when it was answered before.
    std::optional<Seat> answer(Key key, std::string bytes);

    std::vector<Key> overdue(Clock::time_point now) const;
    std::optional<Clock::time_point> first_deadline() const;
    void forget(std::uint64_t viewer);  // Its waiting orders stay until they are answered.

private:
    struct Waiting {
        Seat seat = 0;
        Clock::time_point deadline = {};
    };
    struct Answers {
        std::map<std::uint64_t, std::string> by_id = {};
        std::uint64_t forgotten_up_to = 0;
    };

    std::map<Key, Waiting> waiting_ = {};
    std::map<std::uint64_t, Answers> answers_ = {};
};

}  // namespace callboard::probe
