#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "probe/record/actor_state.hpp"

namespace callboard::dashboard {

// Where a verb prints. Colours only where someone sees them.
struct Terminal {
    std::ostream& out;
    std::ostream& err;
    bool colours = false;
};

// A state as one sign, and in its colour. The same shapes as in the window.
std::string glyph(const Terminal& terminal, probe::ActorState state, std::uint32_t mailbox);

std::string faint(const Terminal& terminal, std::string_view text);
std::string strong(const Terminal& terminal, std::string_view text);

// Text that other programs wrote, with nothing in it that could steer a terminal.
std::string plain(std::string_view text);

// Lines whose columns stand under each other. The last column is never padded.
class TextTable {
public:
    enum class Align : bool { Left, Right };
    struct Column {
        std::string title = {};
        Align align = Align::Left;
    };

    explicit TextTable(std::vector<Column> columns);
    void add(std::vector<std::string> cells) { lines_.push_back(std::move(cells)); }
    void print(const Terminal& terminal) const;

private:
    std::string line(const std::vector<std::string>& cells,
                     const std::vector<std::size_t>& widths) const;

    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> lines_ = {};
};

}  // namespace callboard::dashboard
