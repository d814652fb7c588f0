#pragma once

#include <string>
#include <string_view>

#include "probe/wire/schema.hpp"

namespace callboard::dashboard {

// What a typed text means for one field: JSON, or why it means nothing.
struct FieldValue {
    std::string json = {};   // Empty when there is an error.
    std::string error = {};  // Begins with the place: "cents: 12.5 is not a whole number".
};

// `place` is what the field is called in an error. Lists are typed as JSON.
FieldValue read_field(const probe::Field& field, std::string_view typed, const std::string& place);

}  // namespace callboard::dashboard
