#pragma once

#include <memory>
#include <string>
#include <vector>

#include "dashboard/views/facts.hpp"
#include "probe/wire/ports.hpp"

namespace callboard::dashboard {

// Ways to a program. The only part of the window that names a real link; tests
// give their own. Each throws a sentence when it can not be opened.
class LinkChooser {
public:
    virtual ~LinkChooser() = default;
    virtual std::unique_ptr<probe::Link> connect(const std::string& address) = 0;
    virtual std::unique_ptr<probe::Link> play(const std::string& path) = 0;
    virtual std::unique_ptr<probe::Link> play_demo() = 0;
    virtual std::vector<FoundProgram> announced() = 0;
};

// nng for programs, files for recordings.
std::unique_ptr<LinkChooser> real_links();

}  // namespace callboard::dashboard
