#include "dashboard/model/field_value.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace callboard::dashboard {

namespace {

using Json = nlohmann::ordered_json;
using probe::Field;
using probe::FieldKind;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

FieldValue refused(const std::string& place, std::string_view typed, const std::string& why) {
    return {{}, place + ": " + (typed.empty() ? "nothing" : std::string(typed)) + ' ' + why};
}

template <class Number>
std::errc parse(std::string_view text, Number& number) {
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{}) return error;
    return stop == end ? std::errc{} : std::errc::invalid_argument;
}

// The width of a number, kept to what a shift can bear.
int width(const Field& field) { return field.bits == 0 || field.bits > 64 ? 64 : field.bits; }

template <class Whole>
FieldValue read_whole(std::string_view text, const std::string& place, Whole smallest,
                      Whole largest) {
    Whole number = 0;
    std::int64_t below_zero = 0;
    auto error = parse(text, number);
    if (error == std::errc::invalid_argument && parse(text, below_zero) == std::errc{})
        error = std::errc::result_out_of_range;  // A minus sign, where there may be none.
    if (error == std::errc::invalid_argument) return refused(place, text, "is not a whole number");
    if (error != std::errc{} || number < smallest || number > largest)
        return refused(
            place, text,
            "is out of range, " + std::to_string(smallest) + " to " + std::to_string(largest));
    return {std::to_string(number), {}};
}

FieldValue read_integer(const Field& field, std::string_view text, const std::string& place) {
    const auto largest = static_cast<std::int64_t>(~std::uint64_t{0} >> (65 - width(field)));
    return read_whole<std::int64_t>(text, place, -largest - 1, largest);
}

FieldValue read_unsigned(const Field& field, std::string_view text, const std::string& place) {
    return read_whole<std::uint64_t>(text, place, 0, ~std::uint64_t{0} >> (64 - width(field)));
}

FieldValue read_real(std::string_view text, const std::string& place) {
    double number = 0;
    if (parse(text, number) != std::errc{} || !std::isfinite(number))
        return refused(place, text, "is not a number");
    return {Json(number).dump(), {}};
}

// Actors are written as the dashboard shows their ids, slot:generation.
FieldValue read_actor(std::string_view text, const std::string& place) {
    const auto colon = std::min(text.find(':'), text.size());
    std::uint32_t number = 0;
    if (parse(text.substr(0, colon), number) != std::errc{} || colon == text.size() ||
        parse(text.substr(colon + 1), number) != std::errc{})
        return refused(place, text, "is not an actor; write its id, like 7:1");
    return {Json(text).dump(), {}};
}

FieldValue check(const Field& field, const Json& value, const std::string& place);

FieldValue check_members(const Field& field, const Json& value, const std::string& place) {
    if (!value.is_object()) return refused(place, value.dump(), "is not an object");
    for (const auto& [name, member] : value.items()) {
        const auto named = [&](const Field& each) { return each.name == name; };
        if (std::ranges::none_of(field.fields, named))
            return {{}, place + ": there is no field \"" + name + "\""};
    }
    for (const auto& member : field.fields) {
        const auto found = value.find(member.name);
        if (found == value.end()) return {{}, place + '.' + member.name + " is missing"};
        if (auto read = check(member, *found, place + '.' + member.name); !read.error.empty())
            return read;
    }
    return {value.dump(), {}};
}

FieldValue check_elements(const Field& field, const Json& value, const std::string& place) {
    for (std::size_t i = 0; i < value.size() && !field.fields.empty(); ++i) {
        auto read = check(field.fields.front(), value[i], place + '[' + std::to_string(i) + ']');
        if (!read.error.empty()) return read;
    }
    return {value.dump(), {}};
}

// A value that stands inside a list.
FieldValue check(const Field& field, const Json& value, const std::string& place) {
    if (field.kind == FieldKind::Object) return check_members(field, value, place);
    const bool text = field.kind == FieldKind::Text || field.kind == FieldKind::Actor;
    if (text != value.is_string())
        return refused(place, value.dump(), text ? "is not a text" : "is not what belongs here");
    return read_field(field, text ? value.get<std::string>() : value.dump(), place);
}

FieldValue read_list(const Field& field, std::string_view text, const std::string& place) {
    const auto value = Json::parse(text, nullptr, false);
    if (!value.is_array()) return refused(place, text, "is not a list; write it like [1, 2]");
    return check_elements(field, value, place);
}

}  // namespace

FieldValue read_field(const Field& field, std::string_view typed, const std::string& place) {
    const auto text = trimmed(typed);
    switch (field.kind) {
        case FieldKind::Bool:
            if (text == "true" || text == "false") return {std::string(text), {}};
            return refused(place, text, "is neither true nor false");
        case FieldKind::Integer: return read_integer(field, text, place);
        case FieldKind::Unsigned: return read_unsigned(field, text, place);
        case FieldKind::Real: return read_real(text, place);
        case FieldKind::Text:
            return {Json(typed).dump(-1, ' ', false, Json::error_handler_t::replace), {}};
        case FieldKind::Actor: return read_actor(text, place);
        case FieldKind::List: return read_list(field, text, place);
        case FieldKind::Object: break;
    }
    return {"{}", {}};
}

}  // namespace callboard::dashboard
