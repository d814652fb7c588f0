#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/child_process.hpp"
#include "tests/support/temp_folder.hpp"

namespace callboard::tests {

struct Rect {
    double x = 0, y = 0, width = 0, height = 0;

    double right() const { return x + width; }
    double bottom() const { return y + height; }
    bool operator==(const Rect& other) const = default;
    bool same_line(const Rect& other) const { return y < other.bottom() && other.y < bottom(); }
};

// What was on the screen at one moment.
struct Picture {
    std::size_t width = 0, height = 0;
    std::vector<std::uint32_t> pixels = {};  // 0xrrggbb, line after line.

    std::uint32_t at(double x, double y) const;
};

// A screen in memory with a mouse and a keyboard of its own (Xvfb, xdotool).
class Screen {
public:
    static constexpr int width = 1600, height = 1000;

    Screen();

    Environment environment() const;  // For programs that are to appear here.
    Picture picture() const;

    void click(double x, double y) const;
    void type(const std::string& text) const;
    void press(const std::string& key) const;    // Holds it down, by its name in X11.
    void release(const std::string& key) const;  // And lets it go.

private:
    void xdotool(std::vector<std::string> words) const;

    TempFolder folder_;
    ChildProcess server_;
    std::string display_;
};

}  // namespace callboard::tests
