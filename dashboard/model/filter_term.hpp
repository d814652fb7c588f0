#pragma once

#include <cstdint>
#include <regex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "probe/record/actor_state.hpp"

namespace callboard::dashboard {

// alice: a name, kind or anything above it in the tree that contains the word,
// or a name with its letters in that order.
struct WordTest {
    std::string word = {};  // Lower case.
};
// kind:Account,Till
struct KindTest {
    std::vector<std::string> kinds = {};  // Lower case.
};
// state:busy,suspended
struct StateTest {
    std::vector<probe::ActorState> states = {};
};
// mailbox>100
struct NumberTest {
    enum class Subject : std::uint8_t { Mailbox, Received, Sent, Failed, Restarts, Rate };
    enum class Relation : std::uint8_t { Less, LessOrEqual, Equal, GreaterOrEqual, Greater };
    Subject subject = Subject::Mailbox;
    Relation relation = Relation::Greater;
    double value = 0;

    bool holds(double number) const;
};
// /till[0-9]+$/: a path in which the pattern is found.
struct PatternTest {
    std::regex pattern = {};
};

// One condition of a filter; all must hold.
struct FilterTerm {
    std::string text = {};  // As it was typed, for a chip.
    bool negated = false;
    std::variant<WordTest, KindTest, StateTest, NumberTest, PatternTest> test = {};
};

// The term that `text` means, or a sentence that says why it means nothing.
std::variant<FilterTerm, std::string> parse_term(std::string_view text);

std::string lower_case(std::string_view text);  // ASCII; other letters stay as they are.

}  // namespace callboard::dashboard
