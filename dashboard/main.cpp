// The one place that knows which links there are.
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>

#include "dashboard/app/run_window.hpp"
#include "dashboard/cli/options.hpp"
#include "dashboard/cli/verbs.hpp"
#include "probe/link/announcement.hpp"
#include "probe/link/nng_viewer.hpp"
#include "probe/link/recording.hpp"

namespace {

using namespace callboard;
using namespace callboard::dashboard;

std::atomic<bool> interrupt{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing else");

std::vector<Program> announced() {
    std::vector<Program> programs;
    for (const auto& each : probe::announced_programs())
        programs.push_back({each.node, each.address, each.pid});
    return programs;
}

bool is_recording(const std::string& at) {
    return at.ends_with(".callboard") || std::filesystem::is_regular_file(at);
}

std::unique_ptr<probe::Link> open(const std::string& at) {
    if (is_recording(at)) return std::make_unique<probe::Playback>(at);
    return std::make_unique<probe::NngViewer>(at);
}

std::function<void(const probe::Frame&)> record(const std::string& file) {
    auto recorder = std::make_shared<probe::Recorder>(file);
    return [recorder](const probe::Frame& frame) { recorder->write(frame); };
}

// What can not be opened is said where it was typed; no window opens to say it.
std::string objection_to(const std::string& what) try {
    if (is_recording(what))
        probe::Playback readable(what);
    else if (!what.empty() && what.find(':') == std::string::npos)
        return "\"" + what + "\" is no verb, no address like 127.0.0.1:7070, and no file.";
    return "";
} catch (const std::exception& error) {
    return error.what();
}

int open_window(const WindowOptions& options) {
    if (const auto objection = objection_to(options.open); !objection.empty()) {
        std::cerr << objection << " Run callboard --help for what can be asked.\n";
        return static_cast<int>(ExitCode::Usage);
    }
    return run_window({.open = options.open,
                       .shot_file = options.shot_file,
                       .shot_after_s = options.shot_after_s,
                       .width = options.width,
                       .height = options.height,
                       .scale = options.scale,
                       .theme = options.theme,
                       .select = options.select,
                       .tell_file = options.tell_file});
}

}  // namespace

int main(int argc, char** argv) {
    const auto parsed = parse_options(argc, argv);
    if (const auto* leave = std::get_if<Leave>(&parsed)) {
        (leave->code == ExitCode::Done ? std::cout : std::cerr) << leave->text;
        return static_cast<int>(leave->code);
    }
    const auto& options = std::get<Options>(parsed);
    if (options.verb == Verb::Window) return open_window(options.window);

    std::signal(SIGINT, [](int) { interrupt = true; });
    const bool colours = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    const Terminal terminal{std::cout, std::cerr, colours};
    const Doors doors{announced, open, record, [] { return interrupt.load(); }};
    return static_cast<int>(run_verb(options, doors, terminal));
}
