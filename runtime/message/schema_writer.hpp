#pragma once

#include <cereal/cereal.hpp>

#include <array>
#include <deque>
#include <list>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "probe/wire/schema.hpp"
#include "runtime/message/archive_nodes.hpp"

namespace callboard::runtime {

// A cereal archive that writes nothing but what the fields are: their names,
// their kinds, how wide they are. Feed it a default-made message. Owner only.
class SchemaWriter : public cereal::OutputArchive<SchemaWriter> {
public:
    static constexpr bool speaks_addresses = true;

    SchemaWriter() : OutputArchive(this) { open_.push_back({}); }

    // The fields of the one value that was written.
    std::vector<probe::Field> take() { return std::move(open_.front().fields); }

    void name_next(const char* name) { next_name_ = name; }
    void leaf(probe::FieldKind kind, std::uint8_t bits) { add({{}, kind, bits, {}}); }
    void open(probe::FieldKind kind) {
        open_.push_back({next_name(), kind, 0, {}});
        next_name_.clear();
    }
    void close() {
        probe::Field field = std::move(open_.back());
        open_.pop_back();
        open_.back().fields.push_back(std::move(field));
    }

private:
    std::string next_name() const {
        return next_name_.empty() ? "value" + std::to_string(open_.back().fields.size())
                                  : next_name_;
    }
    void add(probe::Field field) {
        field.name = next_name();
        next_name_.clear();
        open_.back().fields.push_back(std::move(field));
    }

    std::vector<probe::Field> open_;
    std::string next_name_;
};

template <class T>
constexpr bool is_schema_list = false;
template <class T, class A>
constexpr bool is_schema_list<std::vector<T, A>> = true;
template <class T, class A>
constexpr bool is_schema_list<std::deque<T, A>> = true;
template <class T, class A>
constexpr bool is_schema_list<std::list<T, A>> = true;

template <class T>
void prologue(SchemaWriter& schema, const T&) {
    if constexpr (is_schema_list<T>)
        schema.open(probe::FieldKind::List);
    else if constexpr (is_node<T>)
        schema.open(probe::FieldKind::Object);
}
template <class T>
void epilogue(SchemaWriter& schema, const T&) {
    if constexpr (is_node<T>) schema.close();
}

template <class T>
void CEREAL_SAVE_FUNCTION_NAME(SchemaWriter& schema, const cereal::NameValuePair<T>& pair) {
    schema.name_next(pair.name);
    schema(pair.value);
}
template <class T>
void CEREAL_SAVE_FUNCTION_NAME(SchemaWriter&, const cereal::SizeTag<T>&) {}
template <class T>
requires std::is_arithmetic_v<T>
void CEREAL_SAVE_FUNCTION_NAME(SchemaWriter& schema, const T&) {
    using probe::FieldKind;
    const auto kind = std::is_same_v<T, bool>       ? FieldKind::Bool
                      : std::is_floating_point_v<T> ? FieldKind::Real
                      : std::is_signed_v<T>         ? FieldKind::Integer
                                                    : FieldKind::Unsigned;
    schema.leaf(kind, static_cast<std::uint8_t>(sizeof(T) * 8));
}
inline void CEREAL_SAVE_FUNCTION_NAME(SchemaWriter& schema, const std::string&) {
    schema.leaf(probe::FieldKind::Text, 0);
}
template <IsAddress T>
void CEREAL_SAVE_FUNCTION_NAME(SchemaWriter& schema, const T&) {
    schema.leaf(probe::FieldKind::Actor, 64);
}
// A list tells of its element, also when it is empty, as a default one is.
template <class T, class A>
void CEREAL_SAVE_FUNCTION_NAME(SchemaWriter& schema, const std::vector<T, A>&) {
    schema(cereal::make_nvp("entry", T{}));
}
template <class T, class A>
void CEREAL_SAVE_FUNCTION_NAME(SchemaWriter& schema, const std::deque<T, A>&) {
    schema(cereal::make_nvp("entry", T{}));
}
template <class T, class A>
void CEREAL_SAVE_FUNCTION_NAME(SchemaWriter& schema, const std::list<T, A>&) {
    schema(cereal::make_nvp("entry", T{}));
}

}  // namespace callboard::runtime

CEREAL_REGISTER_ARCHIVE(callboard::runtime::SchemaWriter)
