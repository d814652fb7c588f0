#include "dashboard/model/actor_filter.hpp"

#include <algorithm>

namespace callboard::dashboard {

namespace {

constexpr std::size_t pattern_subject_max = 1000;  // std::regex recurses once per letter.

bool contains(std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
}

bool has_letters_in_order(std::string_view text, std::string_view word) {
    std::size_t at = 0;
    for (const char c : text)
        if (at < word.size() && word[at] == c) ++at;
    return at == word.size();
}

// A word against one world: every distinct text is looked at once, rows after that
// are a look-up.
class WordMatcher {
public:
    WordMatcher(const World& world, const WordTest& test, bool fuzzy)
        : world_(world), word_(test.word), fuzzy_(fuzzy) {
        numbered_ = word_.find_first_of("#0123456789") != std::string::npos;
        verdicts_.reserve(world.text_count());
        for (std::uint32_t id = 0; id < world.text_count(); ++id)
            verdicts_.push_back(judge(world.text(probe::NameId{id})));
    }

    bool operator()(Row row) const {
        if (word_.find('/') != std::string::npos)
            return contains(lower_case(world_.path(row)), word_);
        const auto own = own_verdict(row);
        if (own == Contains || (own == Fuzzy && fuzzy_)) return true;
        if (verdict(world_.kind_id(row)) == Contains) return true;
        Row above = world_.row_of(world_.parent(row));
        for (std::size_t i = 0; above != no_row && i < World::depth_max; ++i) {
            if (own_verdict(above) == Contains) return true;
            above = world_.row_of(world_.parent(above));
        }
        return false;
    }

private:
    enum Verdict : std::uint8_t { Misses, Fuzzy, Contains };

    Verdict judge(std::string_view text) const {
        const auto lower = lower_case(text);
        if (contains(lower, word_)) return Contains;
        return has_letters_in_order(lower, word_) ? Fuzzy : Misses;
    }
    Verdict verdict(probe::NameId id) const {
        const auto index = static_cast<std::size_t>(id);
        return index < verdicts_.size() ? verdicts_[index] : Misses;
    }
    Verdict own_verdict(Row row) const {
        if (world_.name_id(row) != probe::NameId{}) return verdict(world_.name_id(row));
        // Only a word with digits can match more of Kind#slot than its kind.
        return numbered_ ? judge(world_.name(row)) : verdict(world_.kind_id(row));
    }

    const World& world_;
    std::string word_;
    bool fuzzy_;
    bool numbered_ = false;
    std::vector<Verdict> verdicts_ = {};
};

// Full names and short ones: kind:Account finds bank::Account.
bool is_kind(std::string_view lower_kind, const std::vector<std::string>& kinds) {
    const auto colons = lower_kind.rfind("::");
    const auto last = colons == std::string_view::npos ? lower_kind : lower_kind.substr(colons + 2);
    return std::ranges::any_of(kinds, [&](const auto& k) { return k == lower_kind || k == last; });
}

class KindMatcher {
public:
    KindMatcher(const World& world, const KindTest& test) : world_(world) {
        verdicts_.reserve(world.text_count());
        for (std::uint32_t id = 0; id < world.text_count(); ++id)
            verdicts_.push_back(is_kind(lower_case(world.text(probe::NameId{id})), test.kinds));
    }
    bool operator()(Row row) const {
        const auto index = static_cast<std::size_t>(world_.kind_id(row));
        return index < verdicts_.size() && verdicts_[index];
    }

private:
    const World& world_;
    std::vector<bool> verdicts_ = {};
};

class PatternMatcher {
public:
    PatternMatcher(const World& world, const PatternTest& test)
        : world_(world), pattern_(test.pattern) {}
    bool operator()(Row row) const {
        return std::regex_search(world_.path(row).substr(0, pattern_subject_max), pattern_);
    }

private:
    const World& world_;
    std::regex pattern_;
};

double number_of(const World& world, NumberTest::Subject subject, Row row) {
    using Subject = NumberTest::Subject;
    switch (subject) {
        case Subject::Mailbox: return world.mailbox(row);
        case Subject::Received: return static_cast<double>(world.received(row));
        case Subject::Sent: return static_cast<double>(world.sent(row));
        case Subject::Failed: return static_cast<double>(world.failed(row));
        case Subject::Restarts: return static_cast<double>(world.restarts(row));
        case Subject::Rate: return world.rate(row);
    }
    return 0;
}

// Spaces part terms; quotes and slashes hold one together.
std::vector<std::string> tokens_of(std::string_view text) {
    std::vector<std::string> tokens(1);
    char closing = 0;
    for (const char c : text) {
        if (c == ' ' && closing == 0) {
            if (!tokens.back().empty()) tokens.emplace_back();
            continue;
        }
        const bool starts = tokens.back().empty() || tokens.back() == "!";
        if (closing != 0 && c == closing)
            closing = 0;
        else if (closing == 0 && (c == '"' || (c == '/' && starts)))
            closing = c;
        tokens.back() += c;
    }
    if (tokens.back().empty()) tokens.pop_back();
    return tokens;
}

std::function<bool(Row)> matcher_of(const World& world, const FilterTerm& term) {
    // What is left out must be meant: letters scattered in a name do not count.
    if (const auto* word = std::get_if<WordTest>(&term.test))
        return WordMatcher(world, *word, !term.negated);
    if (const auto* kind = std::get_if<KindTest>(&term.test)) return KindMatcher(world, *kind);
    if (const auto* pattern = std::get_if<PatternTest>(&term.test))
        return PatternMatcher(world, *pattern);
    return {};
}

}  // namespace

ActorFilter::ActorFilter(std::string text) : text_(std::move(text)) {
    for (const auto& token : tokens_of(text_)) {
        auto parsed = parse_term(token);
        if (auto* term = std::get_if<FilterTerm>(&parsed))
            terms_.push_back(std::move(*term));
        else if (error_.empty())
            error_ = std::get<std::string>(parsed);
    }
}

std::string ActorFilter::text_without(std::size_t term) const {
    std::string text;
    for (std::size_t i = 0; i < terms_.size(); ++i) {
        if (i == term) continue;
        if (!text.empty()) text += ' ';
        text += terms_[i].text;
    }
    return text;
}

std::function<bool(Row)> ActorFilter::lasting_test(const World& world) const {
    struct Part {
        std::function<bool(Row)> holds = {};
        bool negated = false;
    };
    std::vector<Part> parts;
    if (error_.empty())
        for (const auto& term : terms_)
            if (auto matcher = matcher_of(world, term))
                parts.push_back({std::move(matcher), term.negated});
    return [parts = std::move(parts)](Row row) {
        return std::ranges::all_of(parts, [&](const Part& p) { return p.holds(row) != p.negated; });
    };
}

bool ActorFilter::passes_now(const World& world, Row row) const {
    if (!error_.empty()) return true;
    return std::ranges::all_of(terms_, [&](const FilterTerm& term) {
        if (const auto* state = std::get_if<StateTest>(&term.test))
            return (std::ranges::find(state->states, world.state(row)) != state->states.end()) !=
                   term.negated;
        if (const auto* number = std::get_if<NumberTest>(&term.test))
            return number->holds(number_of(world, number->subject, row)) != term.negated;
        return true;
    });
}

bool ActorFilter::matches(const World& world, Row row) const {
    return passes_now(world, row) && lasting_test(world)(row);
}

}  // namespace callboard::dashboard
