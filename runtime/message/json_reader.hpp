#pragma once

#include <cereal/cereal.hpp>

#include <cstdint>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#include "runtime/message/json_writer.hpp"

namespace callboard::runtime {

// Why a JSON text is not the message it was meant to be; the sentence names the field.
class BadField : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// A cereal archive that reads JSON that a person or a script wrote. A field that
// is missing keeps its default; one that is unknown, of another type or out of
// range is refused by name. Owner only.
class JsonReader : public cereal::InputArchive<JsonReader> {
public:
    static constexpr bool speaks_addresses = true;

    explicit JsonReader(std::string_view json);  // Throws BadField when it is no JSON.
    ~JsonReader();

    bool seek(std::string_view name);  // False: there is no such field.
    void open();
    std::size_t list_size();
    void close();  // Throws BadField when a field was never asked for.

    bool read_bool();
    std::int64_t read_integer(std::int64_t min, std::int64_t max);
    std::uint64_t read_unsigned(std::uint64_t max);
    double read_real();
    std::string read_text();
    probe::ActorId read_address(bool (*fits)(probe::ActorId));

private:
    struct Cursor;
    void refuse_unknown_fields() const;

    std::unique_ptr<Cursor> cursor_;
};

template <class T>
void prologue(JsonReader& reader, const T&) {
    if constexpr (is_node<T>) reader.open();
}
template <class T>
void epilogue(JsonReader& reader, const T&) {
    if constexpr (is_node<T>) reader.close();
}

template <class T>
void CEREAL_LOAD_FUNCTION_NAME(JsonReader& reader, cereal::NameValuePair<T>& pair) {
    if (reader.seek(pair.name)) reader(pair.value);
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(JsonReader& reader, cereal::SizeTag<T>& tag) {
    tag.size = static_cast<std::remove_reference_t<T>>(reader.list_size());
}
template <class T>
requires std::is_arithmetic_v<T>
void CEREAL_LOAD_FUNCTION_NAME(JsonReader& reader, T& value) {
    using Limits = std::numeric_limits<T>;
    if constexpr (std::is_same_v<T, bool>)
        value = reader.read_bool();
    else if constexpr (std::is_floating_point_v<T>)
        value = static_cast<T>(reader.read_real());
    else if constexpr (std::is_signed_v<T>)
        value = static_cast<T>(reader.read_integer(Limits::min(), Limits::max()));
    else
        value = static_cast<T>(reader.read_unsigned(Limits::max()));
}
inline void CEREAL_LOAD_FUNCTION_NAME(JsonReader& reader, std::string& value) {
    value = reader.read_text();
}
template <IsAddress T>
void CEREAL_LOAD_FUNCTION_NAME(JsonReader& reader, T& address) {
    address.id = reader.read_address(&T::fits);
}

}  // namespace callboard::runtime

CEREAL_REGISTER_ARCHIVE(callboard::runtime::JsonReader)
CEREAL_SETUP_ARCHIVE_TRAITS(callboard::runtime::JsonReader, callboard::runtime::JsonWriter)
