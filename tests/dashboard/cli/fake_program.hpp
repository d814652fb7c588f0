#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "dashboard/cli/options.hpp"
#include "dashboard/cli/verbs.hpp"
#include "probe/wire/ports.hpp"
#include "tests/support/frame_builder.hpp"

namespace callboard::tests {

// A program that a test writes down: what frames it sends, and what it answers.
class FakeLink final : public probe::Link {
public:
    probe::LinkStatus status() override { return status_; }

    std::optional<probe::Frame> next_frame() override {
        if (frames_.empty()) return std::nullopt;
        auto frame = std::move(frames_.front());
        frames_.pop_front();
        return frame;
    }
    std::uint64_t order(probe::Command command) override {
        orders_.push_back(std::move(command));
        if (answer_)
            if (auto reply = answer_(orders_.back()))
                answers_.push_back({orders_.size(), *std::move(reply)});
        return orders_.size();
    }
    std::optional<probe::Answered> next_answer() override {
        if (answers_.empty()) return std::nullopt;
        auto answer = std::move(answers_.front());
        answers_.pop_front();
        return answer;
    }

    probe::LinkStatus status_ = {.state = probe::LinkState::Live, .address = "127.0.0.1:4000"};
    std::deque<probe::Frame> frames_ = {};
    std::vector<probe::Command> orders_ = {};
    std::deque<probe::Answered> answers_ = {};
    std::function<std::optional<probe::Reply>(const probe::Command&)> answer_ = {};
};

// The command line with a fake program at its end: run("ls --json") and read `out`.
//
// bank (Bank) ── alice (Account), bob (Account), and two tills called till under them.
class CommandLine {
public:
    CommandLine() {
        using probe::ActorState;
        using probe::NameId;
        const auto picture = [](std::uint64_t sequence) {
            return frame(sequence)
                .key()
                .named(1, "bank")
                .named(2, "Bank")
                .named(3, "alice")
                .named(4, "bob")
                .named(5, "Account")
                .named(6, "till")
                .named(7, "Till")
                .actor(
                    {.id = id(1), .name = NameId{1}, .kind = NameId{2}, .state = ActorState::Idle})
                .actor({.id = id(2),
                        .parent = id(1),
                        .name = NameId{3},
                        .kind = NameId{5},
                        .state = ActorState::Busy,
                        .mailbox = 1'500,
                        .received = 48'000})
                .actor({.id = id(3),
                        .parent = id(1),
                        .name = NameId{4},
                        .kind = NameId{5},
                        .state = ActorState::Suspended,
                        .failed = 2,
                        .restarts = 1})
                .actor({.id = id(4),
                        .parent = id(2),
                        .name = NameId{6},
                        .kind = NameId{7},
                        .state = ActorState::Idle})
                .actor({.id = id(5),
                        .parent = id(3),
                        .name = NameId{6},
                        .kind = NameId{7},
                        .state = ActorState::Idle})
                .build();
        };
        link().frames_ = {picture(1), frame(12), frame(13)};
        link().answer_ = [](const probe::Command& command) { return answered(command); };
    }

    std::string unreadable = {};  // Why no link can be opened.
    std::string unwritable = {};  // Why no recording can be written.

    FakeLink& link() { return *link_; }
    std::vector<dashboard::Program>& programs() { return programs_; }
    std::vector<probe::Frame>& recorded() { return recorded_; }

    // The words of a command line, parted by spaces; 'quotes' hold words together.
    int run(const std::string& line) {
        out_.str({});
        err_.str({});
        const auto words = words_of("callboard " + line);
        std::vector<const char*> argv;
        for (const auto& word : words) argv.push_back(word.c_str());
        const auto parsed = dashboard::parse_options(static_cast<int>(argv.size()), argv.data());
        if (const auto* leave = std::get_if<dashboard::Leave>(&parsed)) {
            err_ << leave->text;
            return static_cast<int>(leave->code);
        }
        return static_cast<int>(
            dashboard::run_verb(std::get<dashboard::Options>(parsed), doors(), {out_, err_}));
    }
    std::string out() const { return out_.str(); }
    std::string err() const { return err_.str(); }

    static probe::Reply inspected(const probe::ActorSample& sample) {
        probe::ActorDetails details{.sample = sample,
                                    .kind = "Account",
                                    .state_json = R"({"cents": 700})",
                                    .last_failure = "no money",
                                    .last_failure_message = "Withdraw"};
        details.accepts = {{"bank::Deposit",
                            {{"cents", probe::FieldKind::Integer, 64, {}},
                             {"note", probe::FieldKind::Text, 0, {}}}},
                           {"bank::Balance", {}}};
        details.machine = {
            .states = {"open", "frozen"},
            .transitions = {{"open", "bank::Freeze", "frozen"}, {"frozen", "after 5 s", "open"}},
            .current = "frozen"};
        return {.details = {details}};
    }

private:
    static std::optional<probe::Reply> answered(const probe::Command& command) {
        if (const auto* inspect = std::get_if<probe::InspectActor>(&command))
            return inspected({.id = inspect->actor, .state = probe::ActorState::Idle});
        if (std::holds_alternative<probe::AskActor>(command))
            return probe::Reply{.text = "answered", .json = R"({"cents":700})", .took_ns = 1'000};
        return probe::Reply{.text = "done", .took_ns = 212'000};
    }

    static std::vector<std::string> words_of(const std::string& line) {
        std::vector<std::string> words(1);
        bool quoted = false;
        for (const char c : line) {
            if (c == '\'')
                quoted = !quoted;
            else if (c == ' ' && !quoted)
                words.emplace_back();
            else
                words.back() += c;
        }
        return words;
    }

    // What `open` gives away; the fake itself stays here to be looked at afterwards.
    class Borrowed final : public probe::Link {
    public:
        explicit Borrowed(FakeLink& link) : link_(link) {}
        probe::LinkStatus status() override { return link_.status(); }
        std::optional<probe::Frame> next_frame() override { return link_.next_frame(); }
        std::uint64_t order(probe::Command command) override {
            return link_.order(std::move(command));
        }
        std::optional<probe::Answered> next_answer() override { return link_.next_answer(); }

    private:
        FakeLink& link_;
    };

    std::unique_ptr<probe::Link> open() {
        if (!unreadable.empty()) throw std::runtime_error(unreadable);
        return std::make_unique<Borrowed>(*link_);
    }
    std::function<void(const probe::Frame&)> record() {
        if (!unwritable.empty()) throw std::runtime_error(unwritable);
        return [this](const probe::Frame& each) { recorded_.push_back(each); };
    }
    dashboard::Doors doors() {
        return {.programs = [this] { return programs_; },
                .open = [this](const std::string&) { return open(); },
                .record = [this](const std::string&) { return record(); },
                .interrupted = [this] { return link_->frames_.empty(); }};
    }

    std::unique_ptr<FakeLink> link_ = std::make_unique<FakeLink>();
    std::vector<dashboard::Program> programs_ = {{"bank", "127.0.0.1:4000", 77}};
    std::vector<probe::Frame> recorded_ = {};
    std::ostringstream out_ = {};
    std::ostringstream err_ = {};
};

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace callboard::tests
