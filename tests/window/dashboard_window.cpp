#include "tests/window/dashboard_window.hpp"

#include <chrono>
#include <fstream>
#include <iterator>

#include "tests/support/eventually.hpp"

namespace callboard::tests {
namespace {

Environment both(Environment first, const Environment& second) {
    first.insert(second.begin(), second.end());
    return first;
}

std::vector<std::string> command(const std::string& open, const std::string& tell_file) {
    std::vector<std::string> words = {CALLBOARD_PROGRAM, "--tell",   tell_file, "--scale", "1",
                                      "--size",          "1600x1000"};
    if (!open.empty()) words.push_back(open);
    return words;
}

Rect rect_of(const nlohmann::json& place) {
    return {place.at("x"), place.at("y"), place.at("width"), place.at("height")};
}

}  // namespace

DashboardWindow::DashboardWindow(const Home& home, const std::string& open)
    : tell_file_(home.file("told.json")),
      process_(command(open, tell_file_), both(home.environment(), screen_.environment())) {}

const nlohmann::json& DashboardWindow::told() {
    std::ifstream in(tell_file_);
    std::string raw{std::istreambuf_iterator<char>(in), {}};
    if (raw != raw_ && !raw.empty()) {
        told_ = nlohmann::json::parse(raw);
        raw_ = std::move(raw);
    }
    return told_;
}

std::vector<Rect> DashboardWindow::texts(const std::string& words) {
    std::vector<Rect> found;
    if (told().is_null()) return found;
    for (const auto& text : told_.at("texts"))
        if (text.at("text") == words) found.push_back(rect_of(text));
    return found;
}

bool DashboardWindow::shows(const std::string& words) {
    return all_words().find(words) != std::string::npos;
}

std::string DashboardWindow::all_words() {
    std::string words;
    if (told().is_null()) return words;
    for (const auto& text : told_.at("texts")) words += text.at("text").get<std::string>() + '\n';
    return words;
}

std::vector<SeenControl> DashboardWindow::controls() {
    std::vector<SeenControl> found;
    if (told().is_null()) return found;
    for (const auto& each : told_.at("controls"))
        found.push_back({each.at("kind"), each.at("text"), rect_of(each), each.at("enabled"),
                         each.at("focused")});
    return found;
}

std::optional<SeenControl> DashboardWindow::control(const std::string& kind,
                                                    const std::string& text) {
    std::optional<SeenControl> topmost;
    for (auto& each : controls())
        if (each.kind == kind && each.text == text) topmost = std::move(each);
    return topmost;
}

std::optional<SeenControl> DashboardWindow::field_beside(const std::string& label) {
    for (const auto& name : texts(label))
        for (auto& each : controls())
            if (each.kind == "field" && each.rect.same_line(name) && each.rect.x > name.x)
                return std::move(each);
    return std::nullopt;
}

std::optional<SeenControl> DashboardWindow::field_below(const Rect& label) {
    for (auto& each : controls())
        if (each.kind == "field" && each.rect.y >= label.y && each.rect.x <= label.x &&
            each.rect.right() > label.x)
            return std::move(each);
    return std::nullopt;
}

std::optional<SeenControl> DashboardWindow::address_field() {
    const auto labels = texts("Connect");
    return labels.empty() ? std::nullopt : field_below(labels.front());
}

std::optional<SeenControl> DashboardWindow::filter_field() {
    const auto table = control("tab", "Actors");
    return table ? field_below(table->rect) : std::nullopt;
}

std::optional<Rect> DashboardWindow::row_of(const std::string& actor) {
    const auto filter = filter_field();
    if (!filter) return std::nullopt;
    for (const auto& text : texts(actor))
        if (text.y >= filter->rect.bottom() && text.x >= filter->rect.x &&
            text.x < filter->rect.right())
            return text;
    return std::nullopt;
}

void DashboardWindow::click(const Rect& rect) const {
    screen_.click(rect.x + rect.width / 2, rect.y + rect.height / 2);
}

std::optional<Rect> DashboardWindow::settled(const std::function<std::optional<Rect>()>& find) {
    using Clock = std::chrono::steady_clock;
    constexpr auto still_for = std::chrono::milliseconds(400);
    std::optional<Rect> place;
    auto since = Clock::now();
    const bool still = eventually([&] {
        const auto now = find();
        if (now != place) since = Clock::now();
        place = now;
        return place && Clock::now() - since >= still_for;
    });
    return still ? place : std::nullopt;
}

bool DashboardWindow::click_row(const std::string& actor) {
    const auto place = settled([&] { return row_of(actor); });
    if (place) click(*place);
    return place.has_value();
}

bool DashboardWindow::click_button(const std::string& text) {
    const auto place = settled([&]() -> std::optional<Rect> {
        const auto seen = control("button", text);
        return seen && seen->enabled ? std::optional(seen->rect) : std::nullopt;
    });
    if (place) click(*place);
    return place.has_value();
}

bool DashboardWindow::type_into(const Find& find, const std::string& text) {
    const auto place = settled([&]() -> std::optional<Rect> {
        const auto seen = find();
        return seen ? std::optional(seen->rect) : std::nullopt;
    });
    if (!place) return false;
    // At its end, after what stands in it.
    screen_.click(place->right() - 4, place->y + place->height / 2);
    std::optional<SeenControl> field;
    if (!eventually([&] { return (field = find()) && field->focused; })) return false;
    if (!clear(find)) return false;
    screen_.type(text);
    return eventually([&] { return (field = find()) && field->text == text; });
}

bool DashboardWindow::clear(const Find& find) const {
    const auto empty = [&] {
        const auto field = find();
        return field && field->text.empty();
    };
    return empty() || hold("BackSpace", empty);
}

bool DashboardWindow::hold(const std::string& key, const std::function<bool()>& until) const {
    screen_.press(key);
    const bool so = eventually(until);
    screen_.release(key);
    return so;
}

}  // namespace callboard::tests
