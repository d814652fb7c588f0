#pragma once

#include <sys/types.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace callboard::tests {

using Environment = std::map<std::string, std::string>;

struct Finished {
    int code = -1;  // What it exited with; 128 and the signal when one ended it.
    std::string out = {}, err = {};
};

// A program in a process of its own, with what it prints kept. It is ended with
// this object, and by the system should the test itself be killed. The thread that
// started it only.
class ChildProcess {
public:
    // `command` begins with the program, looked up in PATH if it has no slash.
    explicit ChildProcess(const std::vector<std::string>& command,
                          const Environment& environment = {});
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    pid_t pid() const { return pid_; }
    bool running();
    std::string out() const;  // So far.
    std::string err() const;
    void kill(int signal);

    // Throws a sentence when it has not ended by then.
    Finished finish(std::chrono::seconds limit);

private:
    pid_t pid_ = -1;
    bool ended_ = false;
    int status_ = 0;
    int out_ = -1, err_ = -1;  // Files in memory.
};

// Starts it and waits until it ends.
Finished run(const std::vector<std::string>& command, const Environment& environment = {},
             std::chrono::seconds limit = std::chrono::seconds(20));

}  // namespace callboard::tests
