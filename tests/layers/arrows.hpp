#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace callboard::layers {

using Rooms = std::set<std::string>;

// Which includes the drawing allows. A room is a folder; it may always include
// itself. Of two rooms that hold a file, the more particular one counts.
struct Drawing {
    std::map<std::string, Rooms> may_include;       // Room -> the rooms below it.
    std::map<std::string, Rooms> may_also_include;  // One file -> rooms that only it may include.
    std::map<std::string, Rooms> third_party;  // How a library's headers begin -> who may name it.
    Rooms doors;                               // Files that put things together: anything goes.
};

// Reads the #include lines of every source under `root`'s folders `tops` and
// returns one sentence for each that the drawing does not allow.
std::vector<std::string> wrong_arrows(const Drawing& drawing, const std::filesystem::path& root,
                                      const std::vector<std::string>& tops);

}  // namespace callboard::layers
