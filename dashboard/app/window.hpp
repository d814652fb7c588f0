#pragma once

#include <optional>
#include <string>

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
    bool minimised() const;
    bool focused() const;
    float desktop_scale() const;  // Device pixels for each design pixel, as the desktop asks.

    // Waits for the person, at most this long, so that an idle window costs little.
    void wait(double seconds_max);
    void begin_frame();
    Keys keys() const;  // Of the frame that began.
    void end_frame();   // Draws; the picture is on the back buffer until `show`.
    void show();
    void fonts_changed();

    // Writes the back buffer as a PNG. Returns a sentence when it can not.
    std::optional<std::string> write_picture(const std::string& path) const;

private:
    void open(const char* title, int width, int height);

    GLFWwindow* window_ = nullptr;
};

}  // namespace callboard::dashboard
