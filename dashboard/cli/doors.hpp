#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "probe/wire/ports.hpp"

namespace callboard::dashboard {

// A program that can be looked at, as it announced itself.
struct Program {
    std::string node = {};
    std::string address = {};
    std::int64_t pid = 0;
};

// The ways out of the command line into the world. main() opens the real ones,
// tests their own.
struct Doors {
    std::function<std::vector<Program>()> programs = {};
    std::function<std::unique_ptr<probe::Link>(const std::string& at)> open = {};
    // What is called with every frame to be written to the file.
    std::function<std::function<void(const probe::Frame&)>(const std::string& file)> record = {};
    std::function<bool()> interrupted = {};  // Ctrl+C was pressed.
};

}  // namespace callboard::dashboard
