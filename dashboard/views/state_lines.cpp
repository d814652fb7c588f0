#include "dashboard/views/state_lines.hpp"

#include <nlohmann/json.hpp>

#include <unordered_map>
#include <utility>

namespace callboard::dashboard {
namespace {

using Json = nlohmann::ordered_json;

struct Telling {
    std::vector<StateLine> lines = {};
    bool truncated = false;

    void tell(const Json& value, const std::string& path, const std::string& key, int depth) {
        if (lines.size() >= StateLines::lines_max) {
            truncated = true;
            return;
        }
        if (!value.is_structured() || value.empty()) {
            lines.push_back(
                {depth, path, key, value.dump(-1, ' ', false, Json::error_handler_t::replace)});
            return;
        }
        if (!key.empty()) lines.push_back({depth, path, key, {}});
        tell_members(value, path, key.empty() ? depth : depth + 1);
    }

    void tell_members(const Json& value, const std::string& path, int depth) {
        std::size_t index = 0;
        for (const auto& member : value.items()) {
            const std::string key =
                value.is_array() ? "[" + std::to_string(index++) + "]" : member.key();
            tell(member.value(), path + "/" + key, key, depth);
        }
    }
};

}  // namespace

void StateLines::take(std::string_view json, double now_s) {
    if (json == text_) return;
    text_ = json;
    Telling telling;
    const Json parsed = Json::parse(json, nullptr, false);
    if (parsed.is_discarded())
        telling.lines.push_back({0, "", "", text_});
    else
        telling.tell(parsed, "", "", 0);

    std::unordered_map<std::string, const StateLine*> before;
    for (const StateLine& line : lines_) before.emplace(line.path, &line);
    for (StateLine& line : telling.lines) {
        const auto found = before.find(line.path);
        if (found == before.end()) {
            if (!lines_.empty()) line.changed_s = now_s;
        } else {
            line.changed_s = found->second->value == line.value ? found->second->changed_s : now_s;
        }
    }
    lines_ = std::move(telling.lines);
    truncated_ = telling.truncated;
}

void StateLines::clear() { *this = StateLines(); }

}  // namespace callboard::dashboard
