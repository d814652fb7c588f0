#include <ostream>

#include "dashboard/cli/json.hpp"
#include "dashboard/cli/verbs.hpp"
#include "dashboard/model/format.hpp"

namespace callboard::dashboard {

namespace {

ExitCode code_of(probe::Outcome outcome) {
    switch (outcome) {
        case probe::Outcome::Done: return ExitCode::Done;
        case probe::Outcome::Refused: return ExitCode::Refused;
        case probe::Outcome::TimedOut: return ExitCode::TimedOut;
    }
    return ExitCode::Refused;
}

const char* word_of(ExitCode code) {
    return code == ExitCode::Done ? "done" : code == ExitCode::Refused ? "refused" : "timed out";
}

// When the program says nothing: what was done, to whom.
probe::Reply with_text(probe::Reply reply, const std::string& text) {
    if (reply.text.empty() && reply.outcome == probe::Outcome::Done) reply.text = text;
    return reply;
}

}  // namespace

ExitCode report(const Visit& visit, const probe::Reply& reply) {
    const auto code = code_of(reply.outcome);
    const auto& terminal = visit.terminal;
    if (visit.options.json) {
        Json answer = {
            {"outcome", word_of(code)}, {"text", reply.text}, {"took_ns", reply.took_ns}};
        if (!reply.json.empty()) answer["reply"] = parsed(reply.json);
        terminal.out << text_of(answer) << '\n';
        return code;
    }
    auto& stream = code == ExitCode::Done ? terminal.out : terminal.err;
    if (!reply.json.empty() && code == ExitCode::Done)
        stream << plain(text_of(parsed(reply.json))) << '\n';
    else
        stream << (reply.text.empty() ? word_of(code) : plain(reply.text))
               << (reply.took_ns == 0 ? "" : faint(terminal, "  " + duration(reply.took_ns)))
               << '\n';
    return code;
}

ExitCode stop_actor(const Visit& visit) {
    visit.session.wait_until_whole();
    const Row row = visit.session.actor(visit.options.actor);
    const auto name = visit.session.world().path(row);
    const auto below = visit.session.world().children(row).size();
    auto text = "Stopped " + name;
    if (below != 0) text += " and its " + grouped(below) + (below == 1 ? " child" : " children");
    const auto id = visit.session.world().id(row);
    return report(visit, with_text(visit.session.obey(probe::StopActor{id}), text + '.'));
}

ExitCode restart_actor(const Visit& visit) {
    visit.session.wait_until_whole();
    const Row row = visit.session.actor(visit.options.actor);
    const auto name = visit.session.world().path(row);
    const auto id = visit.session.world().id(row);
    return report(
        visit, with_text(visit.session.obey(probe::RestartActor{id}), "Restarted " + name + '.'));
}

}  // namespace callboard::dashboard
