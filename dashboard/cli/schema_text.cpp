#include "dashboard/cli/schema_text.hpp"

namespace callboard::dashboard {

namespace {

std::string members(const std::vector<probe::Field>& fields);

std::string kind_text(const probe::Field& field) {
    using probe::FieldKind;
    const auto bits = std::to_string(field.bits);
    switch (field.kind) {
        case FieldKind::Bool: return "true or false";
        case FieldKind::Integer: return "int" + bits;
        case FieldKind::Unsigned: return "uint" + bits;
        case FieldKind::Real: return "real" + bits;
        case FieldKind::Text: return "text";
        case FieldKind::Actor: return "actor";
        case FieldKind::List:
            return "list of " +
                   (field.fields.empty() ? "anything" : kind_text(field.fields.front()));
        case FieldKind::Object: return members(field.fields);
    }
    return "?";
}

std::string members(const std::vector<probe::Field>& fields) {
    std::string text;
    for (const auto& field : fields)
        text += (text.empty() ? "" : ", ") + field.name + ": " + kind_text(field);
    return '{' + text + '}';
}

}  // namespace

std::string to_text(const probe::MessageSchema& schema) {
    return schema.type + ' ' + members(schema.fields);
}

}  // namespace callboard::dashboard
