#include "runtime/core/dead_letter_log.hpp"

#include <utility>

namespace callboard::runtime {

DeadLetterLog::Room DeadLetterLog::room(std::chrono::nanoseconds now) {
    if (write_ == nullptr || lines_max_ == 0) return Room::None;
    const std::lock_guard lock(mutex_);
    if (now >= window_ends_) {
        put_hidden();
        window_ends_ = now + window;
        lines_ = 0;
    }
    if (lines_ < lines_max_) return ++lines_, Room::Enough;
    return ++hidden_ == 1 ? Room::JustOver : Room::None;
}

void DeadLetterLog::write(std::string_view line) {
    const std::lock_guard lock(mutex_);
    put(line);
}

void DeadLetterLog::tell_hidden() {
    const std::lock_guard lock(mutex_);
    put_hidden();
}

void DeadLetterLog::put_hidden() {
    const auto hidden = std::exchange(hidden_, 0);
    if (hidden > 0) put("… and " + std::to_string(hidden) + " dead letters more");
}

void DeadLetterLog::put(std::string_view line) {
    try {
        write_(line);
    } catch (...) {  // A log that is full or gone is no reason why a send should fail.
    }
}

}  // namespace callboard::runtime
