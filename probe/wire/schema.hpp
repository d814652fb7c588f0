#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace callboard::probe {

// What a message looks like, told so that a form can be drawn from it and a
// JSON text checked against it, by a program that has never seen the C++ type.
enum class FieldKind : std::uint8_t { Bool, Integer, Unsigned, Real, Text, Actor, List, Object };
inline constexpr std::uint8_t field_kind_count = 8;

struct Field {
    std::string name = {};
    FieldKind kind = FieldKind::Object;
    std::uint8_t bits = 0;           // Width of a number: 8, 16, 32 or 64.
    std::vector<Field> fields = {};  // Object: its members. List: one entry, the element.
};

// One message type that an actor accepts.
struct MessageSchema {
    std::string type = {};
    std::vector<Field> fields = {};
};

}  // namespace callboard::probe
