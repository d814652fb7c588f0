#pragma once

#include <string>

namespace callboard::dashboard {

// What the command line asks of the window.
struct WindowRequest {
    std::string open = {};  // Empty, an address or a recording's file.
    std::string shot_file = {};
    double shot_after_s = 0;
    int width = 1600, height = 1000;
    float scale = 0;  // 0: as the screen says.
    std::string theme = {};
    std::string select = {};
    std::string tell_file = {};  // Where to say what is on the screen; empty: nowhere.
};

// Opens the window and stays until it is closed. Answers the program's exit code.
int run_window(const WindowRequest& request);

}  // namespace callboard::dashboard
