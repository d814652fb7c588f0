#include "dashboard/render/data_files.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>

namespace callboard::dashboard {

namespace fs = std::filesystem;

std::string data_variable(std::string folder) {
    std::transform(folder.begin(), folder.end(), folder.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return "CALLBOARD_" + folder;
}

std::string data_file(const std::string& folder, const std::string& file) {
    if (const char* chosen = std::getenv(data_variable(folder).c_str()))
        return (fs::path(chosen) / file).string();
    const fs::path in_tree = fs::path(DATA_SOURCE_FOLDER) / folder / file;
    std::error_code none;
    if (fs::exists(in_tree, none)) return in_tree.string();
    const fs::path program = fs::read_symlink("/proc/self/exe", none);
    return (program.parent_path().parent_path() / "share/callboard" / folder / file).string();
}

}  // namespace callboard::dashboard
