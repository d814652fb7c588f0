#include "dashboard/app/settings.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace callboard::dashboard {
namespace {

namespace fs = std::filesystem;

constexpr const char* first_line = "callboard settings 1";
constexpr std::size_t bytes_max = 64 * 1024;

std::string text_of(const UiState& ui) {
    std::ostringstream out;
    out << first_line << '\n'
        << "theme " << word_of(ui.theme) << '\n'
        << "zoom " << ui.zoom << '\n'
        << "left " << ui.splits.left << '\n'
        << "right " << ui.splits.right << '\n'
        << "bottom " << ui.splits.bottom << '\n';
    for (const std::string& address : ui.start.recent) out << "recent " << address << '\n';
    return out.str();
}

bool take_number(std::istringstream& words, float low, float high, float& number) {
    float read = 0;
    if (!(words >> read) || !(read >= low && read <= high)) return false;
    number = read;
    return true;
}

// False when the line says nothing that we understand.
bool take_line(const std::string& line, UiState& ui) {
    std::istringstream words(line);
    std::string key, value;
    words >> key;
    if (key == "zoom") return take_number(words, UiState::zoom_min, UiState::zoom_max, ui.zoom);
    if (key == "left") return take_number(words, 180, 480, ui.splits.left);
    if (key == "right") return take_number(words, 280, 560, ui.splits.right);
    if (key == "bottom") return take_number(words, 88, 480, ui.splits.bottom);
    if (!std::getline(words >> std::ws, value) || value.empty()) return false;
    if (key == "recent" && ui.start.recent.size() < StartChoices::recent_max) {
        ui.start.recent.push_back(value);
        return true;
    }
    const std::optional<ThemeName> theme = theme_named(value);
    if (key != "theme" || !theme) return false;
    ui.theme = *theme;
    return true;
}

// The settings in the text, or why they are none.
std::string take_text(std::istream& in, UiState& ui) {
    std::string line;
    if (!std::getline(in, line)) return "the file can not be read";
    if (line != first_line) return "the file was not written by this Callboard";
    UiState changed = ui;
    std::size_t bytes = 0;
    for (int number = 2; std::getline(in, line); ++number) {
        bytes += line.size();
        if (bytes > bytes_max) return "the file is too long";
        if (!line.empty() && !take_line(line, changed))
            return "line " + std::to_string(number) + " is not understood";
    }
    ui = changed;
    return {};
}

}  // namespace

std::string Settings::usual_path() {
    if (const char* folder = std::getenv("XDG_CONFIG_HOME"); folder && *folder)
        return (fs::path(folder) / "callboard/settings").string();
    if (const char* home = std::getenv("HOME"); home && *home)
        return (fs::path(home) / ".config/callboard/settings").string();
    return {};
}

std::string Settings::load(UiState& ui) {
    std::error_code none;
    if (!path_.empty() && fs::exists(path_, none)) {
        std::ifstream in(path_);
        const std::string why = take_text(in, ui);
        if (!why.empty()) return set_aside(why);
    }
    written_ = wanted_ = text_of(ui);
    return {};
}

std::string Settings::set_aside(const std::string& why) {
    const std::string kept = path_ + ".bak";
    std::error_code failed;
    fs::rename(path_, kept, failed);
    std::string sentence = "The settings in " + path_ + " were not used: " + why + ". ";
    if (!failed) return sentence + "They are kept as " + kept + ", and new ones begin.";
    path_.clear();
    return sentence + "They could not be put aside either, so nothing is saved this time; " +
           "check the rights of that folder.";
}

void Settings::keep(const UiState& ui, double now_s, bool now) {
    std::string text = text_of(ui);
    if (text != wanted_) {
        wanted_ = std::move(text);
        changed_s_ = now_s;
    }
    if (wanted_ != written_ && (now || now_s - changed_s_ >= pause_s)) write();
}

// Beside first, then in its place: a crash never leaves half a file.
void Settings::write() {
    written_ = wanted_;
    if (path_.empty()) return;
    const std::string beside = path_ + ".new";
    std::error_code failed;
    fs::create_directories(fs::path(path_).parent_path(), failed);
    std::ofstream out(beside, std::ios::trunc);
    out << wanted_;
    out.close();
    if (out) fs::rename(beside, path_, failed);
    if (out && !failed) return;
    std::fprintf(stderr,
                 "The settings could not be written to %s; they hold until the window "
                 "is closed.\n",
                 path_.c_str());
    path_.clear();
}

}  // namespace callboard::dashboard
