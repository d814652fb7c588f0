#include "tests/window/programs.hpp"

#include <stdexcept>
#include <string_view>

#include "tests/support/eventually.hpp"

namespace callboard::tests {
namespace {

// What stands after `watching at`; empty while that line has not been printed whole.
std::string address_in(const std::string& printed) {
    constexpr std::string_view words = "callboard: watching at ";
    const auto begin = printed.find(words);
    const auto end = printed.find('\n', begin);
    if (begin == std::string::npos || end == std::string::npos) return {};
    return printed.substr(begin + words.size(), end - begin - words.size());
}

}  // namespace

Finished Home::callboard(std::vector<std::string> words) const {
    words.insert(words.begin(), CALLBOARD_PROGRAM);
    return run(words, environment());
}

std::optional<nlohmann::json> Home::ask(std::vector<std::string> words) const {
    words.emplace_back("--json");
    const auto finished = callboard(std::move(words));
    const auto json = nlohmann::json::parse(finished.out, nullptr, false);
    if (finished.code != 0 || json.is_discarded()) return std::nullopt;
    return json;
}

Theatre::Theatre(const Home& home, const std::string& port)
    : process_({THEATRE_PROGRAM, "--pace", "0.1", "--port", port}, home.environment()) {
    const bool open = eventually([&] {
        address_ = address_in(process_.out());
        return !address_.empty() || !process_.running();
    });
    if (!open || address_.empty())
        throw std::runtime_error("The theatre did not open; it said: " + process_.err());
}

}  // namespace callboard::tests
