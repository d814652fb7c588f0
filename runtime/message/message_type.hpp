#pragma once

#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "probe/wire/archive.hpp"
#include "probe/wire/schema.hpp"
#include "runtime/message/json_reader.hpp"
#include "runtime/message/json_writer.hpp"
#include "runtime/message/schema_writer.hpp"
#include "runtime/message/type_name.hpp"

namespace callboard::runtime {

// The number of a message type in this process; dense, so that it indexes tables.
using TypeIndex = std::uint16_t;

// What can be done with a message without knowing its C++ type. One for each
// type, made before main() and never changed. The functions that are null say
// that the type has no `serialize`, or can not be default-made.
struct MessageType {
    const std::string* name = nullptr;
    std::size_t size = 0;
    std::size_t align = 0;
    void (*destroy)(void* message) = nullptr;
    void (*move)(void* from, void* place) = nullptr;
    std::string (*to_json)(const void* message) = nullptr;
    void (*from_json)(std::string_view json, void* place) = nullptr;  // Makes one; throws BadField.
    std::string (*to_bytes)(const void* message) = nullptr;
    void (*from_bytes)(std::span<const char> bytes, void* place) = nullptr;
    std::vector<probe::Field> (*schema)() = nullptr;
    // What the type says of itself: `static constexpr int priority`, for priority mailboxes,
    // and `static constexpr bool resets_receive_timeout = false`.
    static constexpr int no_priority = -1;
    int priority = no_priority;
    bool resets_receive_timeout = true;
};

TypeIndex register_message_type(const MessageType& type);
const MessageType& message_type(TypeIndex index);

template <class T>
concept Showable = cereal::traits::is_output_serializable<T, JsonWriter>::value;
template <class T>
concept Readable = Showable<T> && std::is_default_constructible_v<T> &&
    cereal::traits::is_input_serializable<T, JsonReader>::value;

template <class T>
std::string to_json(const T& value) {
    JsonWriter writer;
    writer(value);
    return writer.take();
}

namespace detail {

template <class M>
void read_json(std::string_view json, void* place) {
    M message{};
    JsonReader reader(json);
    reader(message);
    new (place) M(std::move(message));
}

template <class M>
void read_bytes(std::span<const char> bytes, void* place) {
    M message{};
    probe::BinaryReader reader(bytes);
    reader(message);
    new (place) M(std::move(message));
}

template <class M>
std::string write_bytes(const void* message) {
    std::string bytes;
    probe::BinaryWriter writer(bytes);
    writer(*static_cast<const M*>(message));
    return bytes;
}

template <class M>
std::vector<probe::Field> write_schema() {
    SchemaWriter schema;
    schema(M{});
    auto roots = schema.take();
    return roots.front().kind == probe::FieldKind::Object ? std::move(roots.front().fields)
                                                          : std::move(roots);
}

template <class M>
MessageType describe() {
    MessageType type{.name = &type_name<M>(), .size = sizeof(M), .align = alignof(M)};
    type.destroy = [](void* message) { static_cast<M*>(message)->~M(); };
    if constexpr (std::is_move_constructible_v<M>)
        type.move = [](void* from, void* place) {
            new (place) M(std::move(*static_cast<M*>(from)));
        };
    if constexpr (requires { M::priority; }) type.priority = M::priority;
    if constexpr (requires { M::resets_receive_timeout; })
        type.resets_receive_timeout = M::resets_receive_timeout;
    if constexpr (Showable<M>) {
        type.to_json = [](const void* message) { return to_json(*static_cast<const M*>(message)); };
        type.to_bytes = write_bytes<M>;
    }
    if constexpr (Readable<M>) {
        type.from_json = read_json<M>;
        type.from_bytes = read_bytes<M>;
        type.schema = write_schema<M>;
    }
    return type;
}

// `inline`: without it each source file would give the type a number of its own.
template <class M>
inline const TypeIndex registered_index = register_message_type(describe<M>());

}  // namespace detail

template <class M>
TypeIndex type_index() {
    return detail::registered_index<std::remove_cvref_t<M>>;
}

}  // namespace callboard::runtime
