#include "dashboard/cli/options.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <cstdio>
#include <utility>

#include "probe/wire/request.hpp"

namespace callboard::dashboard {

namespace {

constexpr const char* exit_codes =
    "Exit codes: 0 done, 1 refused or not found, 2 wrong use, 3 cannot connect, 4 timed out.\n"
    "An ACTOR is a path (bank/alice), a name that only it has (alice), or Kind#slot (Account#7).";

constexpr const char* filter_help =
    "Words, kind:Account,Till  state:busy  mailbox>100  /till[0-9]+/  !kind:Till";

// The window's size as "1600x1000".
std::string read_size(const std::string& text, WindowOptions& window) {
    int end = 0;
    const int read = std::sscanf(text.c_str(), "%dx%d%n", &window.width, &window.height, &end);
    const bool whole = read == 2 && static_cast<std::size_t>(end) == text.size();
    if (whole && window.width >= 200 && window.height >= 200 && window.width <= 16384 &&
        window.height <= 16384)
        return {};
    return "--size " + text + ": write width and height in pixels, like 1600x1000";
}

void add_window_options(CLI::App& app, Options& options) {
    auto& window = options.window;
    app.add_option("OPEN", window.open, "HOST:PORT of a program, or a recording's file")
        ->option_text(" ");
    app.add_option("--theme", window.theme, "dark, light or contrast")
        ->check(CLI::IsMember({"dark", "light", "contrast"}));
    app.add_option("--scale", window.scale, "Size of everything; 1.5 is half as big again")
        ->check(CLI::Range(0.5, 4.0));
    app.add_option_function<std::string>(
        "--size",
        [&window](const std::string& text) {
            if (const auto error = read_size(text, window); !error.empty())
                throw CLI::ValidationError(error);
        },
        "The window's size, like 1600x1000");
    auto* shot =
        app.add_option("--shot", window.shot_file, "Save a picture to this file and leave");
    app.add_option("--after", window.shot_after_s, "Seconds to wait before the picture")
        ->needs(shot)
        ->check(CLI::NonNegativeNumber);
    app.add_option("--select", window.select, "The actor to look at first");
    app.add_option("--tell", window.tell_file,
                   "Keep a file that says in JSON what is on the screen, and where");
}

void add_common(CLI::App& verb, Options& options) {
    verb.add_option("--at", options.at,
                    "HOST:PORT or a recording; else the only program announced");
    verb.add_flag("--json", options.json, "Answer in JSON");
    verb.add_option("--timeout", options.timeout_s, "Seconds to wait for an answer")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
}

CLI::App& add_verb(CLI::App& app, Options& options, Verb verb, const char* name, const char* what) {
    auto& sub = *app.add_subcommand(name, what);
    sub.footer(exit_codes);
    sub.callback([&options, verb] { options.verb = verb; });
    return sub;
}

// Many words make one filter; a word with spaces was quoted for the shell.
void add_filter(CLI::App& verb, Options& options) {
    verb.add_option_function<std::vector<std::string>>(
        "FILTER",
        [&options](const std::vector<std::string>& words) {
            for (const auto& word : words)
                options.filter += (options.filter.empty() ? "" : " ") + word;
        },
        filter_help);
}

void add_looking_verbs(CLI::App& app, Options& options) {
    auto& list = add_verb(app, options, Verb::List, "ls", "List the actors that pass a filter");
    add_filter(list, options);
    auto& tree = add_verb(app, options, Verb::Tree, "tree", "Draw who supervises whom");
    add_filter(tree, options);
    auto& top =
        add_verb(app, options, Verb::Top, "top", "Show the foremost actors, again and again");
    add_filter(top, options);
    top.add_flag("--once", options.once, "Show them once and leave");
    const std::vector<std::string> columns = {"name", "kind",   "state",    "mailbox", "received",
                                              "rate", "failed", "restarts", "path"};
    for (auto* verb : {&list, &top})
        verb->add_option("--sort", options.sort, "The column to rank by")
            ->check(CLI::IsMember(columns))
            ->capture_default_str();
    top.add_option("--rows", options.rows_max, "How many")->capture_default_str();
    auto& inspect = add_verb(app, options, Verb::Inspect, "inspect", "Look inside one actor");
    inspect.add_option("ACTOR", options.actor, "The actor")->required();
    for (auto* verb : {&list, &tree, &top, &inspect}) add_common(*verb, options);
}

void add_acting_verbs(CLI::App& app, Options& options) {
    const auto add = [&](Verb verb, const char* name, const char* what) -> CLI::App& {
        auto& sub = add_verb(app, options, verb, name, what);
        sub.add_option("ACTOR", options.actor, "The actor")->required();
        add_common(sub, options);
        return sub;
    };
    const auto add_message = [&](CLI::App& verb) {
        verb.add_option("TYPE", options.type, "A message type that the actor accepts")->required();
        verb.add_option("FIELDS", options.fields, "field=value ..., or one JSON object");
    };
    add_message(add(Verb::Send, "send", "Send an actor a message"));
    add_message(add(Verb::Ask, "ask", "Send an actor a message and print its reply"));
    add(Verb::Stop, "stop", "Stop an actor, and with it all that it supervises");
    add(Verb::Restart, "restart", "Let an actor begin anew");
}

void add_other_verbs(CLI::App& app, Options& options) {
    auto& record = add_verb(app, options, Verb::Record, "record", "Write what happens to a file");
    record.add_option("FILE", options.file, "The recording, like monday.callboard")->required();
    record.add_option("--seconds", options.seconds, "How long; else until Ctrl+C")
        ->check(CLI::PositiveNumber);
    add_common(record, options);
    auto& nodes = add_verb(app, options, Verb::Nodes, "nodes", "List the programs announced here");
    nodes.add_flag("--json", options.json, "Answer in JSON");
}

}  // namespace

std::variant<Options, Leave> parse_options(int argc, const char* const* argv) {
    Options options;
    CLI::App app(
        "Callboard: see every actor of a running program, and touch any of them.\n"
        "Without a verb it opens the window.",
        "callboard");
    app.footer(exit_codes);
    app.set_version_flag("--version", "callboard " CALLBOARD_VERSION ", wire version " +
                                          std::to_string(probe::wire_version));
    app.require_subcommand(0, 1);
    add_window_options(app, options);
    add_looking_verbs(app, options);
    add_acting_verbs(app, options);
    add_other_verbs(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        const auto chosen = app.get_subcommands();
        return Leave{ExitCode::Done, (chosen.empty() ? &app : chosen.front())->help()};
    } catch (const CLI::CallForVersion& version) {
        return Leave{ExitCode::Done, std::string(version.what()) + "\n"};
    } catch (const CLI::ParseError& error) {
        return Leave{ExitCode::Usage,
                     std::string(error.what()) + "\nRun callboard --help for what can be asked.\n"};
    }
    return options;
}

}  // namespace callboard::dashboard
