#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace callboard::runtime {

// Writes a line for a dead letter, but only so many in a second: then one line that says
// how many more there were. Any thread.
class DeadLetterLog {
public:
    using Write = std::function<void(std::string_view line)>;
    static constexpr std::chrono::nanoseconds window = std::chrono::seconds(1);

    DeadLetterLog(Write write, std::uint32_t lines_per_second)
        : write_(std::move(write)), lines_max_(lines_per_second) {}

    // Whether a line for a letter of now is to be written; the letter is counted if not.
    enum class Room : std::uint8_t {
        Enough,
        JustOver,  // The first that is hidden: call `tell_hidden` when the window is over.
        None,
    };
    Room room(std::chrono::nanoseconds now);
    void write(std::string_view line);
    void tell_hidden();

private:
    void put(std::string_view line);
    void put_hidden();

    const Write write_;
    const std::uint32_t lines_max_;
    std::mutex mutex_;
    std::chrono::nanoseconds window_ends_{};
    std::uint32_t lines_ = 0;
    std::uint64_t hidden_ = 0;
};

}  // namespace callboard::runtime
