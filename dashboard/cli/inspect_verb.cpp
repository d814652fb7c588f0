#include <ostream>

#include "dashboard/cli/json.hpp"
#include "dashboard/cli/schema_text.hpp"
#include "dashboard/cli/verbs.hpp"
#include "dashboard/model/format.hpp"

namespace callboard::dashboard {

namespace {

void print_fact(const Terminal& terminal, std::string name, const std::string& value) {
    name.resize(14, ' ');
    terminal.out << faint(terminal, name) << value << '\n';
}

// Under a title, moved in so that it reads as a block.
void print_block(const Terminal& terminal, const char* title, const std::string& text) {
    terminal.out << faint(terminal, title) << "\n  ";
    for (const char c : plain(text)) {
        terminal.out << c;
        if (c == '\n') terminal.out << "  ";
    }
    terminal.out << '\n';
}

void print_numbers(const Visit& visit, const probe::ActorDetails& details) {
    const auto& sample = details.sample;
    const auto& terminal = visit.terminal;
    print_fact(terminal, "state", probe::to_text(sample.state));
    if (!details.behaviour.empty()) print_fact(terminal, "behaviour", plain(details.behaviour));
    print_fact(terminal, "mailbox", grouped(sample.mailbox));
    print_fact(terminal, "received", grouped(sample.received));
    print_fact(terminal, "sent", grouped(sample.sent));
    print_fact(terminal, "failed", grouped(sample.failed));
    print_fact(terminal, "restarts", grouped(sample.restarts));
    print_fact(terminal, "children", grouped(details.children));
    if (!details.last_failure.empty())
        print_fact(
            terminal, "last failure",
            plain(details.last_failure) + (details.last_failure_message.empty()
                                               ? ""
                                               : ", on " + plain(details.last_failure_message)));
}

// The state that the machine is in, and where it leads from there.
void print_machine(const Terminal& terminal, const probe::StateGraph& machine) {
    if (machine.empty()) return;
    std::string text;
    for (const auto& state : machine.states) {
        text += (text.empty() ? "" : "\n") + std::string(state == machine.current ? "▸ " : "  ") +
                state;
        for (const auto& [from, on, to] : machine.transitions)
            if (from == state) text += "\n    " + on + " → " + to;
    }
    print_block(terminal, "machine", text);
}

Json to_json(const probe::StateGraph& machine) {
    if (machine.empty()) return {};
    Json json = {{"current", machine.current}, {"states", machine.states}};
    json["transitions"] = Json::array();
    for (const auto& [from, on, to] : machine.transitions)
        json["transitions"].push_back({{"from", from}, {"on", on}, {"to", to}});
    return json;
}

void print_details(const Visit& visit, Row row, const probe::ActorDetails& details) {
    const auto& world = visit.session.world();
    visit.terminal.out << glyph(visit.terminal, details.sample.state, details.sample.mailbox) << ' '
                       << strong(visit.terminal, plain(world.name(row))) << "  "
                       << plain(details.kind) << "  "
                       << faint(visit.terminal, plain(world.path(row))) << '\n';
    print_numbers(visit, details);
    print_block(visit.terminal, "inside",
                details.state_json.empty()
                    ? "Nothing is shown: give " + details.kind + " a serialize member."
                    : text_of(parsed(details.state_json)));
    print_machine(visit.terminal, details.machine);
    std::string accepts;
    for (const auto& schema : details.accepts)
        accepts += (accepts.empty() ? "" : "\n") + to_text(schema);
    print_block(visit.terminal, "accepts", accepts.empty() ? "no messages" : accepts);
}

Json to_json(const Visit& visit, Row row, const probe::ActorDetails& details) {
    auto actor = to_json(visit.session.world(), row);
    actor["kind"] = details.kind;
    actor["children"] = details.children;
    actor["behaviour"] = details.behaviour;
    actor["machine"] = to_json(details.machine);
    actor["last_failure"] = details.last_failure;
    actor["last_failure_message"] = details.last_failure_message;
    actor["inside"] = details.state_json.empty() ? Json() : parsed(details.state_json);
    actor["accepts"] = Json::array();
    for (const auto& schema : details.accepts) actor["accepts"].push_back(to_text(schema));
    return actor;
}

}  // namespace

ExitCode inspect_actor(const Visit& visit) {
    visit.session.wait_until_whole();
    const Row row = visit.session.actor(visit.options.actor);
    const auto details = visit.session.inspect(visit.session.world().id(row));
    if (visit.options.json)
        visit.terminal.out << text_of(to_json(visit, row, details)) << '\n';
    else
        print_details(visit, row, details);
    return ExitCode::Done;
}

}  // namespace callboard::dashboard
