#include "dashboard/model/form.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

#include "dashboard/model/field_value.hpp"

namespace callboard::dashboard {

namespace {

using Json = nlohmann::ordered_json;
using probe::FieldKind;

const char* first_text(FieldKind kind) {
    switch (kind) {
        case FieldKind::Bool: return "false";
        case FieldKind::Integer:
        case FieldKind::Unsigned:
        case FieldKind::Real: return "0";
        case FieldKind::List: return "[]";
        case FieldKind::Actor: return "0:0";  // Nobody.
        case FieldKind::Text:
        case FieldKind::Object: break;
    }
    return "";
}

std::string joined(const std::vector<std::string>& names) {
    std::string path;
    for (const auto& name : names) path += (path.empty() ? "" : ".") + name;
    return path;
}

using Texts = std::vector<std::pair<std::string, std::string>>;  // Path and what to type there.

// Every member that is a leaf of the form or stands above one. False: `value` has
// another shape, and `error` says where.
bool gather(const Json& value, const std::string& path,
            const std::vector<MessageForm::Leaf>& leaves, Texts& texts, std::string& error) {
    const auto is_leaf = [&](const auto& leaf) { return leaf.path == path; };
    if (const auto leaf = std::ranges::find_if(leaves, is_leaf); leaf != leaves.end()) {
        const bool text = leaf->kind == FieldKind::Text || leaf->kind == FieldKind::Actor;
        if (text && !value.is_string())
            error = path + ": " + value.dump() + " is not a text; put it in quotes";
        else if (!text && value.is_string())
            error = path + ": " + value.dump() + " is a text, and something else belongs here";
        else
            texts.emplace_back(path, text ? value.get<std::string>() : value.dump());
        return error.empty();
    }
    const auto below = [&](const auto& leaf) { return leaf.path.starts_with(path + '.'); };
    const bool known = path.empty() || std::ranges::any_of(leaves, below);
    if (!known)
        error = "There is no field \"" + path + "\"";
    else if (!value.is_object())
        error = (path.empty() ? "The message" : path) + ": " + value.dump() + " is not an object";
    if (!error.empty()) return false;
    for (const auto& [name, member] : value.items())
        if (!gather(member, path.empty() ? name : path + '.' + name, leaves, texts, error))
            return false;
    return true;
}

}  // namespace

MessageForm::MessageForm(const probe::MessageSchema& schema) : type_(schema.type) {
    add_leaves({}, schema.fields);
}

void MessageForm::add_leaves(const std::vector<std::string>& within,
                             const std::vector<probe::Field>& fields) {
    for (const auto& field : fields) {
        auto names = within;
        names.push_back(field.name);
        if (field.kind == FieldKind::Object && !field.fields.empty()) {
            add_leaves(names, field.fields);
            continue;
        }
        leaves_.push_back({.path = joined(names),
                           .kind = field.kind,
                           .text = first_text(field.kind),
                           .field = field,
                           .within = names});
    }
}

void MessageForm::set(std::size_t leaf, std::string text) {
    auto& changed = leaves_[leaf];
    changed.text = std::move(text);
    changed.error = read_field(changed.field, changed.text, changed.path).error;
}

bool MessageForm::set(std::string_view path, std::string text) {
    const auto found = std::ranges::find(leaves_, path, &Leaf::path);
    if (found == leaves_.end()) return false;
    set(static_cast<std::size_t>(found - leaves_.begin()), std::move(text));
    return true;
}

std::string MessageForm::first_error() const {
    const auto wrong =
        std::ranges::find_if(leaves_, [](const Leaf& l) { return !l.error.empty(); });
    return wrong == leaves_.end() ? std::string() : wrong->error;
}

std::string MessageForm::to_json() const {
    auto message = Json::object();
    for (const auto& leaf : leaves_) {
        Json* place = &message;
        for (const auto& name : leaf.within) place = &(*place)[name];
        *place = Json::parse(read_field(leaf.field, leaf.text, leaf.path).json, nullptr, false);
    }
    return message.dump();
}

std::string MessageForm::from_json(std::string_view json) {
    const auto message = Json::parse(json, nullptr, false);
    if (message.is_discarded()) return "That is not JSON; write it like {\"field\": 1}.";
    Texts texts;
    std::string error;
    if (!gather(message, "", leaves_, texts, error)) return error + '.';
    for (auto& [path, text] : texts) set(path, std::move(text));
    return {};
}

}  // namespace callboard::dashboard
