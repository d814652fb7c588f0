#include "probe/link/announcement.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <tuple>

namespace callboard::probe {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_bytes_max = 4096;

fs::path folder() {
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    if (runtime != nullptr && *runtime == '/') return fs::path(runtime) / "callboard";
    return "/tmp/callboard-" + std::to_string(getuid());
}

// A folder in /tmp could have been put there by someone else to read our tokens.
bool only_ours(const fs::path& path) {
    struct stat status = {};
    return lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
           status.st_uid == getuid() && (status.st_mode & 0777) == 0700;
}

std::runtime_error cannot(const std::string& what, int error) {
    return std::runtime_error("Callboard cannot " + what + ": " +
                              std::generic_category().message(error) +
                              ". Free it, or turn announcing off.");
}

void make_folder(const fs::path& path) {
    if (mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        throw cannot("make the folder " + path.string() + " to announce this program in", errno);
    if (!only_ours(path))
        throw std::runtime_error("The folder " + path.string() +
                                 " is not yours alone (mode 0700): remove it, because the key to "
                                 "this program would be readable there.");
}

void write_whole(int file, const std::string& text, const fs::path& path) {
    std::size_t written = 0;
    while (written < text.size()) {
        const auto count = ::write(file, text.data() + written, text.size() - written);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw cannot("write the announcement " + path.string(), errno);
        written += static_cast<std::size_t>(count);
    }
}

// Values are one line each; a line break in a name must not begin another.
std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < ' '; }, ' ');
    return text;
}

std::string to_text(const Announcement& announcement) {
    return "address " + one_line(announcement.address) + "\nnode " + one_line(announcement.node) +
           "\ntoken " + one_line(announcement.token) + "\npid " + std::to_string(announcement.pid) +
           "\n";
}

std::optional<std::string> read_ours(const fs::path& path) {
    const int file = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) return std::nullopt;
    struct stat status = {};
    std::string text;
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == getuid()) {
        text.resize(file_bytes_max);
        const auto count = ::read(file, text.data(), text.size());
        text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    close(file);
    return text;
}

std::optional<Announcement> from_text(std::string_view text) {
    Announcement announcement;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const auto space = line.find(' ');
        if (space == std::string_view::npos) return std::nullopt;
        const auto key = line.substr(0, space), value = line.substr(space + 1);
        if (key == "address") announcement.address = value;
        if (key == "node") announcement.node = value;
        if (key == "token") announcement.token = value;
        if (key == "pid")
            std::from_chars(value.data(), value.data() + value.size(), announcement.pid);
    }
    if (announcement.address.empty() || announcement.pid <= 0) return std::nullopt;
    return announcement;
}

// One file for each place that a process listens at.
std::string file_name(const Announcement& announcement) {
    std::string place = announcement.address.substr(announcement.address.rfind(':') + 1);
    std::replace(place.begin(), place.end(), '/', '-');
    return std::to_string(announcement.pid) + "-" + place + ".program";
}

bool lives(std::int64_t pid) { return kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM; }

}  // namespace

AnnouncedHere::AnnouncedHere(const Announcement& announcement) {
    const auto home = folder();
    make_folder(home);
    const auto path = home / file_name(announcement);
    unlink(path.c_str());  // What stands there is from a dead program of the same number.
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) throw cannot("write the announcement " + path.string(), errno);
    try {
        write_whole(file, to_text(announcement), path);
    } catch (...) {
        close(file);
        unlink(path.c_str());
        throw;
    }
    close(file);
    path_ = path;
}

AnnouncedHere::~AnnouncedHere() { unlink(path_.c_str()); }

std::vector<Announcement> announced_programs() {
    std::vector<Announcement> programs;
    const auto home = folder();
    if (!only_ours(home)) return programs;
    std::error_code ignored;  // A folder that can not be listed announces nobody.
    for (const auto& entry : fs::directory_iterator(home, ignored)) {
        if (entry.path().extension() != ".program") continue;
        const auto text = read_ours(entry.path());
        if (!text) continue;
        const auto announcement = from_text(*text);
        if (!announcement) continue;
        if (lives(announcement->pid))
            programs.push_back(*announcement);
        else
            unlink(entry.path().c_str());
    }
    std::sort(programs.begin(), programs.end(), [](const auto& left, const auto& right) {
        return std::tie(left.node, left.address) < std::tie(right.node, right.address);
    });
    return programs;
}

std::optional<Announcement> announced_at(const std::string& address) {
    for (auto& program : announced_programs())
        if (program.address == address) return program;
    return std::nullopt;
}

}  // namespace callboard::probe
