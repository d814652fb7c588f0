#include "dashboard/cli/terminal.hpp"

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <utility>

namespace callboard::dashboard {

namespace {

constexpr std::uint32_t queue_long = 64;  // From here on a busy actor has work waiting.

constexpr const char* reset = "\x1b[0m";
constexpr const char* green = "\x1b[32m";
constexpr const char* yellow = "\x1b[33m";
constexpr const char* red = "\x1b[31m";
constexpr const char* grey = "\x1b[90m";
constexpr const char* bold = "\x1b[1m";

std::string coloured(const Terminal& terminal, const char* colour, std::string_view text) {
    if (!terminal.colours) return std::string(text);
    return colour + std::string(text) + reset;
}

// Signs seen, not bytes: colours take no room, and UTF-8 goes on in 10xxxxxx.
std::size_t width(std::string_view text) {
    std::size_t width = 0;
    bool escaped = false;
    for (const char c : text) {
        if (c == '\x1b') escaped = true;
        if (!escaped && (static_cast<unsigned char>(c) & 0xc0) != 0x80) ++width;
        if (c == 'm') escaped = false;
    }
    return width;
}

}  // namespace

std::string glyph(const Terminal& terminal, probe::ActorState state, std::uint32_t mailbox) {
    using probe::ActorState;
    switch (state) {
        case ActorState::Starting: return coloured(terminal, green, "○");
        case ActorState::Idle: return coloured(terminal, grey, "○");
        case ActorState::Busy:
            return mailbox >= queue_long ? coloured(terminal, yellow, "◐")
                                         : coloured(terminal, green, "●");
        case ActorState::Suspended: return coloured(terminal, yellow, "Ⅱ");
        case ActorState::Restarting: return coloured(terminal, red, "↻");
        case ActorState::Stopping:
        case ActorState::Stopped: return coloured(terminal, grey, "✕");
    }
    return "?";
}

std::string faint(const Terminal& terminal, std::string_view text) {
    return coloured(terminal, grey, text);
}

std::string strong(const Terminal& terminal, std::string_view text) {
    return coloured(terminal, bold, text);
}

std::string plain(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        safe += (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f ? '?' : c;
    }
    return safe;
}

TextTable::TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

std::string TextTable::line(const std::vector<std::string>& cells,
                            const std::vector<std::size_t>& widths) const {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string room(widths[i] - width(cells[i]), ' ');
        if (i != 0) line += "  ";
        if (columns_[i].align == Align::Right) line += room;
        line += cells[i];
        if (columns_[i].align == Align::Left && i + 1 != cells.size()) line += room;
    }
    return line;
}

void TextTable::print(const Terminal& terminal) const {
    std::vector<std::string> titles;
    std::vector<std::size_t> widths;
    for (const auto& column : columns_) {
        titles.push_back(column.title);
        widths.push_back(width(column.title));
    }
    for (const auto& cells : lines_)
        for (std::size_t i = 0; i < cells.size(); ++i)
            widths[i] = std::max(widths[i], width(cells[i]));
    terminal.out << faint(terminal, line(titles, widths)) << '\n';
    for (const auto& cells : lines_) terminal.out << line(cells, widths) << '\n';
}

}  // namespace callboard::dashboard
