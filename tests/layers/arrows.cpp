#include "tests/layers/arrows.hpp"

#include <fstream>
#include <regex>

namespace callboard::layers {
namespace {

namespace fs = std::filesystem;

bool starts_with_folder(const std::string& path, const std::string& folder) {
    return path == folder || path.rfind(folder + "/", 0) == 0;
}

// The most particular room that holds the path; empty when none does.
std::string room_of(const std::map<std::string, Rooms>& rooms, const std::string& path) {
    std::string best;
    for (const auto& [room, unused] : rooms)
        if (room.size() > best.size() && starts_with_folder(path, room)) best = room;
    return best;
}

// Installed headers are named as users name them; in the tree they stand here.
std::string path_in_tree(const std::string& included) {
    return starts_with_folder(included, "callboard") ? "runtime/include/" + included : included;
}

std::vector<std::string> includes_of(const fs::path& file) {
    static const std::regex include_line(R"re(^\s*#\s*include\s*[<"]([^>"]+)[>"])re");
    std::vector<std::string> includes;
    std::ifstream in(file);
    std::smatch match;
    for (std::string line; std::getline(in, line);)
        if (std::regex_search(line, match, include_line)) includes.push_back(match[1]);
    return includes;
}

bool allows(const std::map<std::string, Rooms>& arrows, const std::string& from,
            const std::string& to) {
    const auto found = arrows.find(from);
    return found != arrows.end() && found->second.count(to) == 1;
}

// Why `file`, which is in `room`, may not include `included`; empty when it may.
std::string objection(const Drawing& drawing, const std::string& file, const std::string& room,
                      const std::string& included) {
    for (const auto& [library, rooms] : drawing.third_party)
        if (included.rfind(library, 0) == 0)
            return rooms.count(room) == 1 ? "" : "only other rooms may name " + library;
    const std::string target = room_of(drawing.may_include, path_in_tree(included));
    if (target.empty() || target == room || allows(drawing.may_include, room, target) ||
        allows(drawing.may_also_include, file, target))
        return "";
    return "there is no arrow " + room + " -> " + target;
}

void check_file(const Drawing& drawing, const fs::path& root, const fs::path& path,
                std::vector<std::string>& wrong) {
    const std::string file = fs::relative(path, root).generic_string();
    if (drawing.doors.count(file) == 1) return;
    const std::string room = room_of(drawing.may_include, file);
    if (room.empty()) {
        wrong.push_back(file + " is in a room that the drawing does not show");
        return;
    }
    for (const std::string& included : includes_of(path))
        if (const std::string why = objection(drawing, file, room, included); !why.empty())
            wrong.push_back(file + " includes " + included + ": " + why);
}

bool is_source(const fs::path& path) {
    return path.extension() == ".hpp" || path.extension() == ".cpp";
}

}  // namespace

std::vector<std::string> wrong_arrows(const Drawing& drawing, const fs::path& root,
                                      const std::vector<std::string>& tops) {
    std::vector<std::string> wrong;
    for (const std::string& top : tops) {
        if (!fs::exists(root / top)) {
            wrong.push_back("the folder " + top + " is missing");
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(root / top))
            if (entry.is_regular_file() && is_source(entry.path()))
                check_file(drawing, root, entry.path(), wrong);
    }
    return wrong;
}

}  // namespace callboard::layers
