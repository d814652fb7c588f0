#include "dashboard/model/format.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace callboard::dashboard {

namespace {

// Three digits that say something: 3.81, 48.1, 212.
std::string three_digits(double value) {
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return text.data();
}

// The first unit in which the value stays below `step`.
template <std::size_t N>
std::string scaled(double value, double step, const std::array<const char*, N>& units) {
    std::size_t unit = 0;
    while (unit + 1 < N && value >= step - 0.5) {
        value /= step;
        ++unit;
    }
    return three_digits(value) + ' ' + units[unit];
}

std::string pair(std::uint64_t much, const char* big, std::uint64_t little, const char* small) {
    std::string text = std::to_string(much) + ' ' + big;
    if (little != 0) text += ' ' + std::to_string(little) + ' ' + small;
    return text;
}

}  // namespace

std::string grouped(std::uint64_t value) {
    std::string text = std::to_string(value);
    for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
    return text;
}

std::string number(double value) {
    if (!std::isfinite(value)) return "?";
    if (value < 0) return '-' + number(-value);
    if (value < 99.95 && value != std::floor(value)) return three_digits(value);
    if (value < 9999.5) return grouped(static_cast<std::uint64_t>(std::llround(value)));
    return scaled(value / 1000, 1000, std::array{"k", "M", "G", "T", "P", "E"});
}

std::string rate(double per_second) { return number(per_second) + "/s"; }

std::string duration(std::uint64_t nanoseconds) {
    constexpr std::uint64_t second = 1'000'000'000;
    const std::uint64_t seconds = nanoseconds / second;
    if (nanoseconds < 1000) return std::to_string(nanoseconds) + " ns";
    if (seconds < 60)
        return scaled(static_cast<double>(nanoseconds) / 1000, 1000, std::array{"µs", "ms", "s"});
    if (seconds < 3600) return pair(seconds / 60, "min", seconds % 60, "s");
    if (seconds < 86400) return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
    return pair(seconds / 86400, "d", seconds % 86400 / 3600, "h");
}

std::string age(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0) return "?";
    std::array<char, 32> text{};
    if (seconds < 9.95)
        std::snprintf(text.data(), text.size(), "%.1f s", seconds);
    else if (seconds < 59.5)
        std::snprintf(text.data(), text.size(), "%.0f s", seconds);
    else if (seconds < 3570)
        std::snprintf(text.data(), text.size(), "%.0f min", seconds / 60);
    else if (seconds < 86400)
        std::snprintf(text.data(), text.size(), "%.0f h", seconds / 3600);
    else
        std::snprintf(text.data(), text.size(), "%.0f d", seconds / 86400);
    return text.data();
}

std::string bytes(std::uint64_t count) {
    if (count < 1024) return std::to_string(count) + " B";
    return scaled(static_cast<double>(count) / 1024, 1024,
                  std::array{"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"});
}

}  // namespace callboard::dashboard
