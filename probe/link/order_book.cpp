#include "probe/link/order_book.hpp"

#include <algorithm>

namespace callboard::probe {

OrderBook::Placed OrderBook::place(Key key, Seat seat, Clock::time_point deadline) {
    if (const auto found = waiting_.find(key); found != waiting_.end())
        return {.sort = Sort::StillWaiting, .seat_before = std::exchange(found->second.seat, seat)};
    if (const auto viewer = answers_.find(key.viewer); viewer != answers_.end()) {
        const auto& answers = viewer->second;
        if (const auto found = answers.by_id.find(key.id); found != answers.by_id.end())
            return {.sort = Sort::Answered, .answer = found->second};
        if (key.id <= answers.forgotten_up_to) return {.sort = Sort::Forgotten};
    }
    if (waiting_.size() >= waiting_max) return {.sort = Sort::TooMany};
    waiting_.emplace(key, Waiting{seat, deadline});
    return {.sort = Sort::New};
}

std::optional<OrderBook::Seat> OrderBook::answer(Key key, std::string bytes) {
    const auto found = waiting_.find(key);
    if (found == waiting_.end()) return std::nullopt;
    const auto seat = found->second.seat;
    waiting_.erase(found);
    auto& answers = answers_[key.viewer];
    answers.by_id.emplace(key.id, std::move(bytes));
    if (answers.by_id.size() > answers_kept_max) {
        const auto oldest = answers.by_id.begin();
        answers.forgotten_up_to = std::max(answers.forgotten_up_to, oldest->first);
        answers.by_id.erase(oldest);
    }
    return seat;
}

std::vector<OrderBook::Key> OrderBook::overdue(Clock::time_point now) const {
    std::vector<Key> keys;
    for (const auto& [key, waiting] : waiting_)
        if (waiting.deadline <= now) keys.push_back(key);
    return keys;
}

std::optional<OrderBook::Clock::time_point> OrderBook::first_deadline() const {
    std::optional<Clock::time_point> first;
    for (const auto& [key, waiting] : waiting_)
        if (!first || waiting.deadline < *first) first = waiting.deadline;
    return first;
}

void OrderBook::forget(std::uint64_t viewer) { answers_.erase(viewer); }

}  // namespace callboard::probe
