#pragma once

#include <cereal/cereal.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "runtime/message/archive_nodes.hpp"

namespace callboard::runtime {

// A cereal archive that writes JSON for people: what the inspector shows of an
// actor's state, what a reply looks like on a command line. Owner only.
class JsonWriter : public cereal::OutputArchive<JsonWriter> {
public:
    static constexpr bool speaks_addresses = true;

    JsonWriter() : OutputArchive(this) {}
    std::string take() { return std::move(text_); }

    void name_next(std::string_view name) { next_name_ = name; }
    void open();  // A node: an object, unless `make_list` comes before its first value.
    void make_list();
    void close();

    void write(bool value);
    void write(std::int64_t value);
    void write(std::uint64_t value);
    void write(double value);
    void write(std::string_view value);

private:
    enum class Node : std::uint8_t { Fresh, Object, List };
    struct Level {
        Node node = Node::Fresh;
        std::size_t count = 0;
    };

    void begin_value();

    std::string text_;
    std::vector<Level> levels_;
    std::string next_name_;
};

// What cereal calls for each kind of thing. It looks these up by argument.
template <class T>
void prologue(JsonWriter& writer, const T&) {
    if constexpr (is_node<T>) writer.open();
}
template <class T>
void epilogue(JsonWriter& writer, const T&) {
    if constexpr (is_node<T>) writer.close();
}

template <class T>
void CEREAL_SAVE_FUNCTION_NAME(JsonWriter& writer, const cereal::NameValuePair<T>& pair) {
    writer.name_next(pair.name);
    writer(pair.value);
}
template <class T>
void CEREAL_SAVE_FUNCTION_NAME(JsonWriter& writer, const cereal::SizeTag<T>&) {
    writer.make_list();
}
template <class T>
requires std::is_arithmetic_v<T>
void CEREAL_SAVE_FUNCTION_NAME(JsonWriter& writer, const T& value) {
    if constexpr (std::is_same_v<T, bool>)
        writer.write(value);
    else if constexpr (std::is_floating_point_v<T>)
        writer.write(static_cast<double>(value));
    else if constexpr (std::is_signed_v<T>)
        writer.write(static_cast<std::int64_t>(value));
    else
        writer.write(static_cast<std::uint64_t>(value));
}
inline void CEREAL_SAVE_FUNCTION_NAME(JsonWriter& writer, const std::string& value) {
    writer.write(std::string_view(value));
}
template <IsAddress T>
void CEREAL_SAVE_FUNCTION_NAME(JsonWriter& writer, const T& address) {
    writer.write(std::string_view(to_text(address)));
}

}  // namespace callboard::runtime

CEREAL_REGISTER_ARCHIVE(callboard::runtime::JsonWriter)
