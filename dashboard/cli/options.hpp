#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "dashboard/cli/outcome.hpp"

namespace callboard::dashboard {

enum class Verb : std::uint8_t {
    Window,
    List,
    Tree,
    Top,
    Inspect,
    Send,
    Ask,
    Stop,
    Restart,
    Record,
    Nodes,
};

// How the window is to open.
struct WindowOptions {
    std::string open = {};  // Empty, an address or a recording's file.
    std::string theme = {};
    float scale = 0;
    int width = 1600;
    int height = 1000;
    std::string shot_file = {};
    double shot_after_s = 2;
    std::string select = {};
    std::string tell_file = {};
};

// What was asked for on the command line. Only the verb's own members count.
struct Options {
    Verb verb = Verb::Window;
    WindowOptions window = {};

    std::string at = {};  // Empty: the only announced program.
    bool json = false;
    double timeout_s = 3;

    std::string filter = {};
    bool once = false;
    std::string sort = "mailbox";
    std::size_t rows_max = 20;
    std::string actor = {};
    std::string type = {};
    std::vector<std::string> fields = {};
    std::string file = {};
    double seconds = 0;  // Record: until Ctrl+C.
};

// Nothing is to be done but to say this and leave: help, or what was wrong.
struct Leave {
    ExitCode code = ExitCode::Done;
    std::string text = {};
};

std::variant<Options, Leave> parse_options(int argc, const char* const* argv);

}  // namespace callboard::dashboard
