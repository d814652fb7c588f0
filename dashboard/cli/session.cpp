#include "dashboard/cli/session.hpp"

#include <optional>
#include <thread>
#include <utility>

#include "dashboard/cli/nearest.hpp"
#include "dashboard/cli/outcome.hpp"
#include "dashboard/cli/terminal.hpp"

namespace callboard::dashboard {

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr auto pause = std::chrono::milliseconds(5);  // Links do not block.
constexpr std::uint64_t rate_time_ns = 1'000'000'000;
constexpr std::size_t listed_max = 10;

std::string in_seconds(Seconds limit) {
    auto text = std::to_string(limit.count());
    text.erase(text.find('.') + 2);
    return text + " s";
}

std::string with_sentence(std::string text, const std::string& sentence) {
    return sentence.empty() ? text : text + ' ' + plain(sentence);
}

}  // namespace

Session::Session(probe::Link& link, Seconds timeout) : link_(link), timeout_(timeout) {}

void Session::check_link() const {
    const auto status = link_.status();
    if (status.state == probe::LinkState::Refused)
        throw Failure{ExitCode::NotConnected, plain(status.sentence)};
}

void Session::take_what_is_there() {
    if (const auto session = link_.status().session; session != session_) {
        if (session_ != 0) world_.reset();
        session_ = session;
    }
    while (const auto frame = link_.next_frame()) {
        world_.apply(*frame);
        if (tell_) tell_(*frame);
    }
}

bool Session::take_frames(Seconds limit, const Wish& done) {
    const auto start = Clock::now();
    while (true) {
        take_what_is_there();
        if (done()) return true;
        check_link();
        if (Clock::now() - start >= limit) return false;
        std::this_thread::sleep_for(pause);
    }
}

void Session::wait_until_whole() {
    if (take_frames(timeout_, [&] { return world_.whole(); })) return;
    const auto status = link_.status();
    const auto waited = " within " + in_seconds(timeout_) + ".";
    if (status.state == probe::LinkState::Connecting)
        throw Failure{ExitCode::NotConnected,
                      with_sentence("No program answered at " + status.address + waited +
                                        " Check that it runs and has a probe.",
                                    status.sentence)};
    throw Failure{ExitCode::TimedOut,
                  with_sentence(status.address + " did not send a whole picture" + waited +
                                    " Give it more time with --timeout.",
                                status.sentence)};
}

void Session::wait_for_rates() {
    wait_until_whole();
    const auto start = world_.at_ns();
    take_frames(timeout_, [&] { return world_.at_ns() >= start + rate_time_ns; });
}

probe::Reply Session::obey(probe::Command command) {
    const auto order = link_.order(std::move(command));
    std::optional<probe::Reply> reply;
    take_frames(timeout_, [&] {
        while (auto answered = link_.next_answer())
            if (answered->order == order) reply = std::move(answered->reply);
        return reply.has_value();
    });
    if (reply) return *std::move(reply);
    return {.outcome = probe::Outcome::TimedOut,
            .text = "The program did not answer within " + in_seconds(timeout_) +
                    ". It may still obey: look again."};
}

probe::ActorDetails Session::inspect(probe::ActorId actor) {
    auto reply = obey(probe::InspectActor{actor});
    if (reply.outcome == probe::Outcome::TimedOut)
        throw Failure{ExitCode::TimedOut, plain(reply.text)};
    if (reply.outcome == probe::Outcome::Refused || reply.details.empty())
        throw Failure{ExitCode::Refused, plain(reply.text)};
    return std::move(reply.details.front());
}

Row Session::actor(const std::string& wanted) const {
    if (const auto row = world_.find(wanted)) return *row;
    const auto found = world_.find_all(wanted);
    std::string text;
    if (!found.empty()) {
        text = std::to_string(found.size()) + " actors are called \"" + wanted +
               "\"; say which by its path:";
        for (std::size_t i = 0; i < found.size() && i < listed_max; ++i)
            text += "\n  " + plain(world_.path(found[i]));
        if (found.size() > listed_max)
            text += "\n  and " + std::to_string(found.size() - listed_max) + " more";
        throw Failure{ExitCode::Refused, text};
    }
    text = "There is no actor \"" + wanted + "\".";
    const auto nearest = nearest_names(world_, wanted);
    for (std::size_t i = 0; i < nearest.size(); ++i)
        text += (i != 0                ? ", "
                 : nearest.size() == 1 ? " The nearest name is "
                                       : " The nearest names are ") +
                plain(nearest[i]);
    throw Failure{ExitCode::Refused, nearest.empty() ? text : text + '.'};
}

}  // namespace callboard::dashboard
