#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace callboard::dashboard {

// One line of an actor's state as the inspector shows it.
struct StateLine {
    int depth = 0;
    std::string path = {};  // Unique: where it stands in the state.
    std::string key = {};
    std::string value = {};  // Empty for a line that only opens a group.
    double changed_s = -1;   // When the value was last seen to change; negative: never.
};

// An actor's state, told as lines that remember when each value changed.
class StateLines {
public:
    static constexpr std::size_t lines_max = 400;

    // `json` is what the actor serialised. What is no JSON is shown as it is.
    void take(std::string_view json, double now_s);
    void clear();

    const std::vector<StateLine>& lines() const { return lines_; }
    bool truncated() const { return truncated_; }

private:
    std::vector<StateLine> lines_ = {};
    bool truncated_ = false;
    std::string text_ = {};  // What `lines_` was made from.
};

}  // namespace callboard::dashboard
