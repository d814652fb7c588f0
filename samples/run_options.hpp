#pragma once

#include <callboard/callboard.hpp>

#include <charconv>
#include <cstdint>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

// What the larger samples may be told on their command line.
struct RunOptions {
    double pace = 1;           // Times as fast as usual.
    std::uint32_t actors = 0;  // This many more that do nothing.
    double seconds = 0;        // 0: until SIGINT or SIGTERM.
    std::uint32_t port = 0;    // 0: any free one.
    std::string record = {};   // A file for every frame; empty: none.
    std::string only = {};     // zoo: this animal alone.

    callboard::ProbeOptions probe() const {
        callboard::ProbeOptions options;
        options.address = "127.0.0.1:" + std::to_string(port);
        options.record_to = record;
        return options;
    }
};

inline constexpr std::string_view run_options_help =
    "  --pace N       N times as fast, 0.1 to 20\n"
    "  --actors N     N more actors that do nothing, up to 1000000\n"
    "  --seconds N    end after N seconds\n"
    "  --port P       listen on port P of this machine\n"
    "  --record FILE  write every frame to FILE\n";

template <class Number>
Number number_from(std::string_view option, std::string_view text, Number min, Number max) {
    Number value{};
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error == std::errc{} && stop == end && value >= min && value <= max) return value;
    std::ostringstream sentence;
    sentence << option << " does not take \"" << text << "\": give a number from " << min << " to "
             << max << '.';
    throw std::invalid_argument(sentence.str());
}

// Throws a sentence when the arguments are not understood.
inline RunOptions run_options_from(const std::vector<std::string_view>& arguments) {
    RunOptions options;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        const auto name = arguments[i];
        if (i + 1 == arguments.size())
            throw std::invalid_argument(std::string(name) +
                                        " is no option, or lacks its value: "
                                        "--help lists what there is.");
        const auto value = arguments[i + 1];
        if (name == "--pace")
            options.pace = number_from(name, value, 0.1, 20.0);
        else if (name == "--actors")
            options.actors = number_from(name, value, 0u, 1'000'000u);
        else if (name == "--seconds")
            options.seconds = number_from(name, value, 0.0, 100'000.0);
        else if (name == "--port")
            options.port = number_from(name, value, 0u, 65'535u);
        else if (name == "--record")
            options.record = value;
        else if (name == "--only")
            options.only = value;
        else
            throw std::invalid_argument(std::string(name) +
                                        " is no option: --help lists what there is.");
    }
    return options;
}
