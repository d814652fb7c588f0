#pragma once

#include <nlohmann/json.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/child_process.hpp"
#include "tests/window/programs.hpp"
#include "tests/window/screen.hpp"

namespace callboard::tests {

struct SeenControl {
    std::string kind, text;
    Rect rect;
    bool enabled = false, focused = false;
};

// The real window on a screen of its own. It is read by what `--tell` says and by
// the pixels, and worked with the mouse and the keyboard.
class DashboardWindow {
public:
    // `open`: an address, or empty for the start screen.
    DashboardWindow(const Home& home, const std::string& open);

    ChildProcess& process() { return process_; }
    const Screen& screen() const { return screen_; }

    using Find = std::function<std::optional<SeenControl>()>;

    std::vector<Rect> texts(const std::string& words);  // All that read exactly so.
    bool shows(const std::string& words);               // Somewhere, perhaps among others.
    // The topmost of its kind and text.
    std::optional<SeenControl> control(const std::string& kind, const std::string& text);
    std::optional<SeenControl> field_beside(const std::string& label);
    std::optional<SeenControl> address_field();  // Of the start screen.
    std::optional<SeenControl> filter_field();   // Of the table of actors.
    // The name's place in a row of that table, once the filter lets it through.
    std::optional<Rect> row_of(const std::string& actor);

    // These click when what is wanted is there and stands still: a hand is slower than
    // a panel that makes room for an answer. False when that does not come about.
    bool click_row(const std::string& actor);
    bool click_button(const std::string& text);  // An enabled one.
    void click(const Rect& rect) const;          // Its middle, at once.
    // Clicks into the field, empties it and types once the keyboard is there.
    bool type_into(const Find& find, const std::string& text);
    // Holds the key down until that is so; the window takes no notice of shorter strokes
    // than the time between two pictures.
    bool hold(const std::string& key, const std::function<bool()>& until) const;

    // What is on the screen, for the message of a check that fails.
    std::string all_words();

private:
    const nlohmann::json& told();
    std::vector<SeenControl> controls();
    std::optional<SeenControl> field_below(const Rect& label);
    static std::optional<Rect> settled(const std::function<std::optional<Rect>()>& find);
    bool clear(const Find& find) const;  // What has the keyboard.

    Screen screen_;
    std::string tell_file_;
    ChildProcess process_;
    nlohmann::json told_ = {};
    std::string raw_ = {};
};

}  // namespace callboard::tests
