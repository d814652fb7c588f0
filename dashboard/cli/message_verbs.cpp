#include <algorithm>

#include "dashboard/cli/verbs.hpp"
#include "dashboard/model/filter_term.hpp"
#include "dashboard/model/form.hpp"

namespace callboard::dashboard {

namespace {

using Schemas = std::vector<probe::MessageSchema>;

std::string last_part(const std::string& type) {
    const auto colons = type.rfind("::");
    return colons == std::string::npos ? type : type.substr(colons + 2);
}

std::string listed(const std::vector<std::string>& texts) {
    std::string list;
    for (const auto& text : texts) list += (list.empty() ? "" : ", ") + plain(text);
    return list;
}

// By its full name, or by the last part of it when only one has that.
const probe::MessageSchema& schema_of(const Schemas& accepts, const std::string& type,
                                      const std::string& actor) {
    const auto exact = std::ranges::find(accepts, type, &probe::MessageSchema::type);
    if (exact != accepts.end()) return *exact;
    const auto same = [&](const auto& schema) {
        return lower_case(last_part(schema.type)) == lower_case(type);
    };
    if (std::ranges::count_if(accepts, same) == 1) return *std::ranges::find_if(accepts, same);
    std::vector<std::string> types;
    for (const auto& schema : accepts) types.push_back(schema.type);
    throw Failure{ExitCode::Refused, plain(actor) + " does not accept " + type + "; it accepts " +
                                         (types.empty() ? "no messages" : listed(types)) + '.'};
}

void fill(MessageForm& form, const std::string& field) {
    const auto equals = field.find('=');
    if (equals == std::string::npos)
        throw Failure{ExitCode::Usage,
                      "\"" + field + "\" is no field; write field=value, or one JSON object."};
    const auto name = field.substr(0, equals);
    if (form.set(name, field.substr(equals + 1))) return;
    std::vector<std::string> names;
    for (const auto& leaf : form.leaves()) names.push_back(leaf.path);
    throw Failure{ExitCode::Refused,
                  form.type() + " has no field \"" + name + "\"; " +
                      (names.empty() ? "it has none" : "its fields are " + listed(names)) + '.'};
}

// The message as JSON, checked against what the actor said it accepts.
std::string message_json(const probe::MessageSchema& schema,
                         const std::vector<std::string>& fields) {
    MessageForm form(schema);
    const bool whole = fields.size() == 1 && fields.front().starts_with('{');
    if (whole) {
        if (const auto error = form.from_json(fields.front()); !error.empty())
            throw Failure{ExitCode::Refused, error};
    } else {
        for (const auto& field : fields) fill(form, field);
    }
    if (!form.valid()) throw Failure{ExitCode::Refused, form.first_error() + '.'};
    return form.to_json();
}

template <class Order>
ExitCode deliver(const Visit& visit) {
    visit.session.wait_until_whole();
    const Row row = visit.session.actor(visit.options.actor);
    const auto id = visit.session.world().id(row);
    const auto details = visit.session.inspect(id);
    const auto& schema =
        schema_of(details.accepts, visit.options.type, visit.session.world().path(row));
    const auto json = message_json(schema, visit.options.fields);
    return report(visit, visit.session.obey(Order{.actor = id, .type = schema.type, .json = json}));
}

}  // namespace

ExitCode send_message(const Visit& visit) { return deliver<probe::SendMessage>(visit); }

ExitCode ask_actor(const Visit& visit) { return deliver<probe::AskActor>(visit); }

}  // namespace callboard::dashboard
