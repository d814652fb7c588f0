#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace callboard::probe {

// A running program that can be looked at, as it tells of itself on this
// machine: a file of mode 0600 in a folder of mode 0700 that only its user reads.
struct Announcement {
    std::string address = {};  // host:port
    std::string node = {};
    std::string token = {};
    std::int64_t pid = 0;
};

// Writes the file; removes it when destroyed.
class AnnouncedHere {
public:
    explicit AnnouncedHere(const Announcement& announcement);
    ~AnnouncedHere();
    AnnouncedHere(const AnnouncedHere&) = delete;
    AnnouncedHere& operator=(const AnnouncedHere&) = delete;

private:
    std::string path_;
};

// The programs announced on this machine whose process still lives, by node name.
std::vector<Announcement> announced_programs();
std::optional<Announcement> announced_at(const std::string& address);

}  // namespace callboard::probe
