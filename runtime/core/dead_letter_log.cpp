#include "runtime/core/dead_letter_log.hpp"

namespace callboard::runtime {

bool DeadLetterLog::open(std::chrono::nanoseconds now) {
    if (write_ == nullptr || lines_max_ == 0) return false;
    const std::lock_guard lock(mutex_);
    if (now >= window_ends_) {
        if (hidden_ > 0) write_("… and " + std::to_string(hidden_) + " dead letters more");
        window_ends_ = now + window;
        lines_ = 0;
        hidden_ = 0;
    }
    if (lines_ < lines_max_) return ++lines_, true;
    ++hidden_;
    return false;
}

void DeadLetterLog::write(std::string_view line) {
    const std::lock_guard lock(mutex_);
    write_(line);
}

}  // namespace callboard::runtime
