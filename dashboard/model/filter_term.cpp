#include "dashboard/model/filter_term.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>

namespace callboard::dashboard {

namespace {

using Test = decltype(FilterTerm::test);
using Parsed = std::variant<Test, std::string>;

constexpr std::array subjects = {"mailbox", "received", "sent", "failed", "restarts", "rate"};
constexpr std::array relations = {"<", "<=", "=", ">=", ">"};

std::vector<std::string> split(std::string_view list) {
    std::vector<std::string> parts;
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        if (comma != 0) parts.emplace_back(list.substr(0, comma));
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return parts;
}

// 100, 1.5, 10k, 3M.
std::optional<double> parse_value(std::string_view text) {
    double scale = 1;
    if (!text.empty() && (text.back() == 'k' || text.back() == 'M')) {
        scale = text.back() == 'k' ? 1e3 : 1e6;
        text.remove_suffix(1);
    }
    double value = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value * scale;
}

Parsed parse_number(std::string_view text, std::size_t at) {
    const auto length = at + 1 < text.size() && text[at + 1] == '=' ? 2u : 1u;
    const auto subject = std::ranges::find(subjects, lower_case(text.substr(0, at)));
    const auto relation = std::ranges::find(relations, text.substr(at, length));
    const auto value = parse_value(text.substr(at + length));
    const std::string quoted = '"' + std::string(text) + '"';
    if (subject == subjects.end())
        return quoted +
               " compares nothing known; compare mailbox, received, sent, failed, "
               "restarts or rate.";
    if (relation == relations.end())
        return quoted + " has no comparison known; use <, <=, =, >= or >.";
    if (!value)
        return quoted + " needs a number after the comparison, like mailbox>100 or rate>10k.";
    return NumberTest{static_cast<NumberTest::Subject>(subject - subjects.begin()),
                      static_cast<NumberTest::Relation>(relation - relations.begin()), *value};
}

Parsed parse_states(std::string_view list) {
    StateTest test;
    for (const auto& name : split(lower_case(list))) {
        std::uint8_t state = 0;
        while (state < probe::actor_state_count &&
               name != probe::to_text(static_cast<probe::ActorState>(state)))
            ++state;
        if (state == probe::actor_state_count)
            return "There is no state \"" + name +
                   "\"; use starting, idle, busy, suspended, restarting, stopping or stopped.";
        test.states.push_back(static_cast<probe::ActorState>(state));
    }
    if (test.states.empty()) return std::string("state: needs a state after it, like state:busy.");
    return test;
}

Parsed parse_pattern(std::string_view text) {
    if (text.size() < 3 || text.back() != '/')
        return '"' + std::string(text) +
               "\" is not a whole pattern; write it between two slashes, "
               "like /till[0-9]+/.";
    try {
        const auto flags = std::regex::ECMAScript | std::regex::icase | std::regex::optimize;
        return PatternTest{std::regex(std::string(text.substr(1, text.size() - 2)), flags)};
    } catch (const std::regex_error&) {
        return '"' + std::string(text) +
               "\" is not a pattern that can be read; check its brackets "
               "and put \\ before signs meant as they are.";
    }
}

// A key is letters and one colon: Bank::Account is a word.
std::optional<std::string> key_of(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    if (colon + 1 < text.size() && text[colon + 1] == ':') return std::nullopt;
    return lower_case(text.substr(0, colon));
}

Parsed parse_test(std::string_view text) {
    if (text.front() == '/' && text.size() > 1) return parse_pattern(text);
    if (const auto key = key_of(text)) {
        const auto value = text.substr(key->size() + 1);
        if (*key == "state") return parse_states(value);
        if (*key != "kind")
            return "\"" + *key + ":\" is nothing to filter by; use kind: or state:.";
        KindTest test{split(lower_case(value))};
        if (test.kinds.empty())
            return std::string("kind: needs a kind after it, like kind:Account.");
        return test;
    }
    if (const auto at = text.find_first_of("<>="); at != std::string_view::npos && at != 0)
        return parse_number(text, at);
    std::string word = lower_case(text);
    std::erase(word, '"');
    return WordTest{std::move(word)};
}

}  // namespace

bool NumberTest::holds(double number) const {
    switch (relation) {
        case Relation::Less: return number < value;
        case Relation::LessOrEqual: return number <= value;
        case Relation::Equal: return number == value;
        case Relation::GreaterOrEqual: return number >= value;
        case Relation::Greater: return number > value;
    }
    return false;
}

std::variant<FilterTerm, std::string> parse_term(std::string_view text) {
    const bool negated = text.starts_with('!');
    const auto rest = text.substr(negated ? 1 : 0);
    if (rest.empty()) return std::string("\"!\" needs something to leave out, like !kind:Till.");
    auto parsed = parse_test(rest);
    if (auto* error = std::get_if<std::string>(&parsed)) return std::move(*error);
    return FilterTerm{std::string(text), negated, std::move(std::get<Test>(parsed))};
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

}  // namespace callboard::dashboard
