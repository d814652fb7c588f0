#include "dashboard/cli/nearest.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>

#include "dashboard/model/filter_term.hpp"

namespace callboard::dashboard {

namespace {

constexpr std::size_t nearest_max = 3;
constexpr std::size_t letters_max = 64;  // Longer names are compared by their beginnings.

// Keeps the best few of any number of texts.
class Podium {
public:
    explicit Podium(std::string_view typed) : typed_(lower_case(typed.substr(0, letters_max))) {}

    void consider(const std::string& text) {
        const auto lower = lower_case(std::string_view(text).substr(0, letters_max));
        const bool holds = !typed_.empty() && lower.find(typed_) != std::string::npos;
        const auto distance = holds ? 0 : edit_distance(typed_, lower);
        if (distance > std::max<std::size_t>(2, typed_.size() / 2)) return;
        best_.emplace(distance, text);
        if (best_.size() > nearest_max) best_.erase(std::prev(best_.end()));
    }
    std::vector<std::string> texts() const {
        std::vector<std::string> texts;
        for (const auto& each : best_) texts.push_back(each.second);
        return texts;
    }

private:
    std::string typed_;
    std::set<std::pair<std::size_t, std::string>> best_ = {};
};

}  // namespace

std::size_t edit_distance(std::string_view from, std::string_view to) {
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::size_t corner = row[0]++;
        for (std::size_t j = 0; j < to.size(); ++j) {
            const auto changed = corner + (from[i] == to[j] ? 0 : 1);
            corner = row[j + 1];
            row[j + 1] = std::min({changed, row[j + 1] + 1, row[j] + 1});
        }
    }
    return row.back();
}

std::vector<std::string> nearest_names(const World& world, std::string_view typed) {
    Podium podium(typed.substr(typed.rfind('/') + 1));
    for (Row row = 0; row < world.row_count(); ++row)
        if (world.exists(row) && !world.gone(row)) podium.consider(world.name(row));
    return podium.texts();
}

}  // namespace callboard::dashboard
