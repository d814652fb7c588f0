#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

#include "tests/support/child_process.hpp"
#include "tests/support/temp_folder.hpp"

namespace callboard::tests {

// Where the programs under test run: they find each other here, and none of the
// other programs of this machine.
class Home {
public:
    Environment environment() const {
        const auto here = folder_.path().string();
        return {{"XDG_RUNTIME_DIR", here}, {"XDG_CONFIG_HOME", here}, {"NO_COLOR", "1"}};
    }
    std::string file(const std::string& name) const { return folder_.file(name); }

    // Runs `callboard WORDS…` to its end.
    Finished callboard(std::vector<std::string> words) const;
    // What it answers to `callboard WORDS… --json`; nothing when it fails.
    std::optional<nlohmann::json> ask(std::vector<std::string> words) const;

private:
    TempFolder folder_;
};

// The theatre in a process of its own. It plays at a tenth of its usual pace, so
// that the machine is left to who looks at it.
class Theatre {
public:
    explicit Theatre(const Home& home, const std::string& port = "0");

    const std::string& address() const { return address_; }
    std::string port() const { return address_.substr(address_.rfind(':') + 1); }
    ChildProcess& process() { return process_; }

private:
    ChildProcess process_;
    std::string address_;
};

}  // namespace callboard::tests
