#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dashboard/views/keys.hpp"

struct GLFWwindow;

namespace callboard::dashboard {

// One window of the desktop with an OpenGL 3.3 core context and ImGui in it.
// UI thread only, one at a time. Throws NoDisplay when there is nowhere to open it.
class Window {
public:
    struct NoDisplay {
        std::string sentence;
    };

    Window(const char* title, int width, int height);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    bool wants_to_close() const;
    bool hidden() const;  // Nobody could see a new picture.
    bool take_input();    // Whether the person did something since the last call.
    bool focused() const;
    float desktop_scale() const;  // Device pixels for each design pixel, as the desktop asks.

    // Waits for the person, at most this long, so that an idle window costs little.
    void wait(double seconds_max);
    void begin_frame();
    Keys keys();       // Of the frame that began; the next frame has its own.
    void end_frame();  // Draws; the picture is on the back buffer until `show`.
    void show();
    void fonts_changed();

    // Writes the back buffer as a PNG. Returns a sentence when it can not.
    std::optional<std::string> write_picture(const std::string& path) const;

private:
    static constexpr int no_key = -2;
    void open(const char* title, int width, int height);

    // A key may go down and up between two frames: presses are kept, not polled.
    struct Press {
        int key = 0;
        bool ctrl = false;
    };
    bool pressed(int key, int twin = no_key) const;
    bool pressed_with_ctrl(int key, int twin = no_key) const;
    void listen();
    void give_icon();

    GLFWwindow* window_ = nullptr;
    std::vector<Press> presses_ = {};
    bool acted_ = true;  // The callbacks of GLFW set it.
};

}  // namespace callboard::dashboard
