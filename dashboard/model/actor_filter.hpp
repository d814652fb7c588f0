#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dashboard/model/filter_term.hpp"
#include "dashboard/model/world.hpp"

namespace callboard::dashboard {

// What a person typed into a search box, understood:
//
//   alice  "two words"  kind:Account,Till  state:busy  mailbox>100  /till[0-9]+/  !kind:Till
//
// All terms must hold. A filter with an error lets everything through and says so.
class ActorFilter {
public:
    ActorFilter() = default;
    explicit ActorFilter(std::string text);

    const std::string& text() const { return text_; }
    const std::string& error() const { return error_; }              // A sentence, or empty.
    const std::vector<FilterTerm>& terms() const { return terms_; }  // The chips.
    std::string text_without(std::size_t term) const;                // After a chip was removed.

    // Whether names and kinds pass. Prepared once for many rows of one world, which
    // must not change while the test is used.
    std::function<bool(Row)> lasting_test(const World& world) const;
    // Whether states and numbers pass: these change all the time.
    bool passes_now(const World& world, Row row) const;
    bool matches(const World& world, Row row) const;

private:
    std::string text_ = {};
    std::string error_ = {};
    std::vector<FilterTerm> terms_ = {};
};

}  // namespace callboard::dashboard
