#include <exception>
#include <memory>
#include <ostream>

#include "dashboard/cli/json.hpp"
#include "dashboard/cli/verbs.hpp"

namespace callboard::dashboard {

namespace {

// Where to look when nothing was said: there is one program, or a choice to make.
std::string only_program(const Doors& doors) {
    const auto programs = doors.programs();
    if (programs.size() == 1) return programs.front().address;
    if (programs.empty())
        throw Failure{ExitCode::NotConnected,
                      "No program is announced on this machine. Start one that has a probe, or say "
                      "where it is with --at HOST:PORT."};
    std::string text = "Several programs are announced; say which with --at:";
    for (const auto& program : programs)
        text += "\n  " + plain(program.address) + "  " + plain(program.node);
    throw Failure{ExitCode::Usage, text};
}

std::unique_ptr<probe::Link> open_link(const std::string& at, const Doors& doors) {
    try {
        return doors.open(at);
    } catch (const std::exception& error) {
        throw Failure{ExitCode::NotConnected, error.what()};
    }
}

ExitCode run_on_link(const Visit& visit) {
    switch (visit.options.verb) {
        case Verb::List: return list_actors(visit);
        case Verb::Tree: return show_tree(visit);
        case Verb::Top: return show_top(visit);
        case Verb::Inspect: return inspect_actor(visit);
        case Verb::Send: return send_message(visit);
        case Verb::Ask: return ask_actor(visit);
        case Verb::Stop: return stop_actor(visit);
        case Verb::Restart: return restart_actor(visit);
        case Verb::Record: return record_frames(visit);
        case Verb::Window:
        case Verb::Nodes: break;
    }
    throw Failure{ExitCode::Usage, "That verb needs no program."};
}

}  // namespace

ExitCode list_programs(const Options& options, const Doors& doors, const Terminal& terminal) {
    const auto programs = doors.programs();
    if (options.json) {
        auto list = Json::array();
        for (const auto& each : programs)
            list.push_back({{"node", each.node}, {"address", each.address}, {"pid", each.pid}});
        terminal.out << text_of(list) << '\n';
        return ExitCode::Done;
    }
    if (programs.empty()) {
        terminal.out << "No program is announced on this machine. Start one that has a probe.\n";
        return ExitCode::Done;
    }
    TextTable table({{"NODE"}, {"ADDRESS"}, {"PID", TextTable::Align::Right}});
    for (const auto& each : programs)
        table.add({plain(each.node), plain(each.address), std::to_string(each.pid)});
    table.print(terminal);
    return ExitCode::Done;
}

ExitCode run_verb(const Options& options, const Doors& doors, const Terminal& terminal) {
    try {
        if (options.verb == Verb::Nodes) return list_programs(options, doors, terminal);
        const auto at = options.at.empty() ? only_program(doors) : options.at;
        const auto link = open_link(at, doors);
        Session session(*link, std::chrono::duration<double>(options.timeout_s));
        return run_on_link({session, options, doors, terminal});
    } catch (const Failure& failure) {
        terminal.err << failure.sentence << '\n';
        return failure.code;
    } catch (const std::exception& error) {  // A file that can not be written.
        terminal.err << error.what() << '\n';
        return ExitCode::Refused;
    }
}

}  // namespace callboard::dashboard
