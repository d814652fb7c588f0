#pragma once

namespace callboard::dashboard {

// What the person pressed since the last refresh, by meaning. The window knows
// which keys these are; while a field is being typed in only `back` and the
// keys with Ctrl are told.
struct Keys {
    bool filter = false;   // /
    bool jump = false;     // Ctrl+P
    bool help = false;     // ?
    bool pause = false;    // Space
    bool back = false;     // Esc
    bool stop = false;     // Del
    bool inspect = false;  // Enter
    bool up = false;
    bool down = false;
    bool page_up = false;
    bool page_down = false;
    bool first = false;    // Home
    bool last = false;     // End
    bool larger = false;   // Ctrl +
    bool smaller = false;  // Ctrl −
    bool normal = false;   // Ctrl 0
};

}  // namespace callboard::dashboard
