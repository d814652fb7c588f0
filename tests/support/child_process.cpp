#include "tests/support/child_process.hpp"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <string_view>

#include "tests/support/eventually.hpp"

namespace callboard::tests {
namespace {

std::runtime_error cannot(const std::string& what) {
    return std::runtime_error("Cannot " + what + ": " + std::strerror(errno) + ".");
}

std::string name_of(std::string_view setting) {
    return std::string(setting.substr(0, setting.find('=')));
}

// Ours, with what `changes` says otherwise.
std::vector<std::string> settings(const Environment& changes) {
    std::vector<std::string> all;
    for (char** each = environ; *each != nullptr; ++each)
        if (changes.count(name_of(*each)) == 0) all.emplace_back(*each);
    for (const auto& [name, value] : changes) all.push_back(name + '=' + value);
    return all;
}

// What exec takes; it points into `words`.
std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> all;
    for (auto& word : words) all.push_back(word.data());
    all.push_back(nullptr);
    return all;
}

std::string read_all(int file) {
    std::string text;
    std::array<char, 4096> part{};
    while (true) {
        const auto count = pread(file, part.data(), part.size(), static_cast<off_t>(text.size()));
        if (count <= 0) return text;
        text.append(part.data(), static_cast<std::size_t>(count));
    }
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& command,
                           const Environment& environment) {
    auto words = command;
    auto changed = settings(environment);
    const auto arguments = pointers(words), variables = pointers(changed);
    const pid_t parent = getpid();
    out_ = memfd_create("out", MFD_CLOEXEC);
    err_ = memfd_create("err", MFD_CLOEXEC);
    if (out_ < 0 || err_ < 0) throw cannot("make a file in memory");
    pid_ = fork();
    if (pid_ < 0) throw cannot("start a process");
    if (pid_ > 0) return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);  // It was gone before we could tie ourselves to it.
    dup2(out_, STDOUT_FILENO);
    dup2(err_, STDERR_FILENO);
    execvpe(arguments[0], arguments.data(), variables.data());
    _exit(127);
}

ChildProcess::~ChildProcess() {
    kill(SIGTERM);
    if (!eventually([&] { return !running(); }, std::chrono::seconds(3))) {
        kill(SIGKILL);
        waitpid(pid_, &status_, 0);
    }
    close(out_);
    close(err_);
}

bool ChildProcess::running() {
    if (!ended_) ended_ = waitpid(pid_, &status_, WNOHANG) == pid_;
    return !ended_;
}

std::string ChildProcess::out() const { return read_all(out_); }
std::string ChildProcess::err() const { return read_all(err_); }

void ChildProcess::kill(int signal) {
    if (running()) ::kill(pid_, signal);
}

Finished ChildProcess::finish(std::chrono::seconds limit) {
    if (!eventually([&] { return !running(); }, limit))
        throw std::runtime_error("A program has not ended in time; it said: " + out() + err());
    const int code = WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_);
    return {code, out(), err()};
}

Finished run(const std::vector<std::string>& command, const Environment& environment,
             std::chrono::seconds limit) {
    return ChildProcess(command, environment).finish(limit);
}

}  // namespace callboard::tests
