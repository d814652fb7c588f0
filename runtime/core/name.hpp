#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace callboard::runtime {

// What a new actor shall be called: a name of its own among its siblings, or none.
class Name {
public:
    constexpr Name() = default;
    constexpr Name(const char* text) : text_(text) {}  // NOLINT: "alice" is a name.
    constexpr Name(std::string_view text) : text_(text) {}
    Name(const std::string& text) : text_(text) {}

    bool given() const { return !text_.empty(); }
    std::string_view text() const { return text_; }

private:
    std::string_view text_ = {};
};
inline constexpr Name unnamed{};

// A living sibling is called that already; nothing was constructed.
class NameTaken : public std::runtime_error {
public:
    explicit NameTaken(std::string_view name)
        : std::runtime_error("the name \"" + std::string(name) +
                             "\" is taken by a sibling that is alive") {}
};

}  // namespace callboard::runtime
