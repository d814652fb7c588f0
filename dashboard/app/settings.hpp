#pragma once

#include <string>

#include "dashboard/views/ui_state.hpp"

namespace callboard::dashboard {

// What outlives the window: theme, size, where the splitters stand, recent
// addresses. A small text file, a line for each: "theme light". UI thread only.
//
// Invariant: a file that is not ours is never written over; it is kept beside as
// .bak first, and a sentence says so.
class Settings {
public:
    static constexpr double pause_s = 1;  // From a change to its writing.

    explicit Settings(std::string path) : path_(std::move(path)) {}

    // Where the desktop wants settings; empty when it does not say.
    static std::string usual_path();

    // Changes what the file speaks of. Returns a sentence when it could not be used.
    std::string load(UiState& ui);

    // Writes what changed, after a pause; at once when `now`.
    void keep(const UiState& ui, double now_s, bool now = false);

private:
    std::string set_aside(const std::string& why);
    void write();

    std::string path_;  // Empty: nothing is kept.
    std::string written_ = {};
    std::string wanted_ = {};
    double changed_s_ = 0;
};

}  // namespace callboard::dashboard
