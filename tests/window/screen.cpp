#include "tests/window/screen.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/support/eventually.hpp"

namespace callboard::tests {
namespace {

// A number of a picture's head, in the format of X11's XWDFile.h: big end first.
std::size_t head_number(const std::string& file, std::size_t index) {
    std::size_t number = 0;
    for (std::size_t byte = index * 4; byte < index * 4 + 4; ++byte)
        number = number << 8 | static_cast<unsigned char>(file.at(byte));
    return number;
}

// A pixel of 32 bits as little machines keep it.
std::uint32_t pixel_at(const std::string& file, std::size_t place) {
    const auto byte = [&](std::size_t i) {
        return std::uint32_t{static_cast<unsigned char>(file.at(place + i))};
    };
    return byte(0) | byte(1) << 8 | byte(2) << 16;
}

}  // namespace

std::uint32_t Picture::at(double x, double y) const {
    const auto column = std::clamp<double>(x, 0, static_cast<double>(width - 1));
    const auto line = std::clamp<double>(y, 0, static_cast<double>(height - 1));
    return pixels[static_cast<std::size_t>(line) * width + static_cast<std::size_t>(column)];
}

Screen::Screen()
    : server_({"Xvfb", "-displayfd", "1", "-screen", "0",
               std::to_string(width) + 'x' + std::to_string(height) + "x24", "-nolisten", "tcp",
               "-fbdir", folder_.path().string()}) {
    const bool up = eventually([&] {
        display_ = server_.out();
        return display_.ends_with('\n') || !server_.running();
    });
    if (!up || !display_.ends_with('\n'))
        throw std::runtime_error("The screen (Xvfb) did not come up; it said: " + server_.err());
    display_ = ':' + display_.substr(0, display_.size() - 1);
}

Environment Screen::environment() const {
    // One thread that draws leaves the machine's few cores to the program under watch.
    return {{"DISPLAY", display_},
            {"WAYLAND_DISPLAY", ""},
            {"LIBGL_ALWAYS_SOFTWARE", "1"},
            {"LP_NUM_THREADS", "1"}};
}

Picture Screen::picture() const {
    std::ifstream in(folder_.file("Xvfb_screen0"), std::ios::binary);
    const std::string file{std::istreambuf_iterator<char>(in), {}};
    constexpr std::size_t head_size = 0, wide = 4, high = 5, line_bytes = 12, colours = 19;
    constexpr std::size_t colour_bytes = 12;
    const auto pitch = head_number(file, line_bytes);
    Picture picture{head_number(file, wide), head_number(file, high)};
    const auto begin = head_number(file, head_size) + head_number(file, colours) * colour_bytes;
    picture.pixels.reserve(picture.width * picture.height);
    for (std::size_t y = 0; y < picture.height; ++y)
        for (std::size_t x = 0; x < picture.width; ++x)
            picture.pixels.push_back(pixel_at(file, begin + y * pitch + x * 4));
    return picture;
}

void Screen::click(double x, double y) const {
    xdotool({"mousemove", std::to_string(static_cast<int>(x)), std::to_string(static_cast<int>(y)),
             "click", "1"});
}

void Screen::type(const std::string& text) const { xdotool({"type", "--delay", "5", text}); }
void Screen::press(const std::string& key) const { xdotool({"keydown", key}); }
void Screen::release(const std::string& key) const { xdotool({"keyup", key}); }

void Screen::xdotool(std::vector<std::string> words) const {
    words.insert(words.begin(), "xdotool");
    if (const auto done = run(words, environment()); done.code != 0)
        throw std::runtime_error("xdotool failed: " + done.err);
}

}  // namespace callboard::tests
