#include "dashboard/cli/options.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "dashboard/cli/nearest.hpp"
#include "dashboard/cli/terminal.hpp"
#include "tests/dashboard/cli/fake_program.hpp"

using namespace callboard;
using namespace callboard::tests;
using dashboard::ExitCode;
using dashboard::Leave;
using dashboard::Options;
using dashboard::Verb;

namespace {

std::variant<Options, Leave> parse(std::vector<const char*> words) {
    words.insert(words.begin(), "callboard");
    return dashboard::parse_options(static_cast<int>(words.size()), words.data());
}

Options options(const std::vector<const char*>& words) {
    const auto parsed = parse(words);
    REQUIRE(std::holds_alternative<Options>(parsed));
    return std::get<Options>(parsed);
}

Leave leave(const std::vector<const char*>& words) {
    const auto parsed = parse(words);
    REQUIRE(std::holds_alternative<Leave>(parsed));
    return std::get<Leave>(parsed);
}

}  // namespace

TEST_CASE("without arguments the window opens") {
    const auto chosen = options({});
    CHECK(chosen.verb == Verb::Window);
    CHECK(chosen.window.open.empty());
}

TEST_CASE("an address or a file opens the window on it") {
    CHECK(options({"localhost:4000"}).window.open == "localhost:4000");
    CHECK(options({"monday.callboard"}).window.open == "monday.callboard");
    CHECK(options({"monday.callboard"}).verb == Verb::Window);
}

TEST_CASE("the window's flags are read") {
    const auto window = options({"demo.callboard", "--theme", "light", "--scale", "1.5", "--size",
                                 "1280x720", "--shot", "a.png", "--after", "3", "--select", "bank"})
                            .window;
    CHECK(window.theme == "light");
    CHECK(window.scale == 1.5f);
    CHECK(window.width == 1280);
    CHECK(window.height == 720);
    CHECK(window.shot_file == "a.png");
    CHECK(window.shot_after_s == 3);
    CHECK(window.select == "bank");
}

TEST_CASE("what makes no sense for a window is wrong use") {
    CHECK(leave({"--theme", "pink"}).code == ExitCode::Usage);
    CHECK(leave({"--size", "1280"}).code == ExitCode::Usage);
    CHECK(leave({"--size", "0x0"}).code == ExitCode::Usage);
    CHECK(leave({"--scale", "0"}).code == ExitCode::Usage);
    CHECK(leave({"--no-such-flag"}).code == ExitCode::Usage);
    CHECK(has(leave({"--no-such-flag"}).text, "callboard --help"));
}

TEST_CASE("a verb needs its words") {
    CHECK(leave({"inspect"}).code == ExitCode::Usage);
    CHECK(leave({"send", "alice"}).code == ExitCode::Usage);
    CHECK(leave({"record"}).code == ExitCode::Usage);
    CHECK(leave({"ls", "--sort", "colour"}).code == ExitCode::Usage);
}

TEST_CASE("a verb's words are read") {
    const auto sent = options({"send", "alice", "Deposit", "cents=5", "note=x", "--at", "h:1"});
    CHECK(sent.verb == Verb::Send);
    CHECK(sent.actor == "alice");
    CHECK(sent.type == "Deposit");
    CHECK(sent.fields == std::vector<std::string>{"cents=5", "note=x"});
    CHECK(sent.at == "h:1");
    CHECK(options({"ls", "kind:Till", "mailbox>3"}).filter == "kind:Till mailbox>3");
    CHECK(options({"top", "--once"}).once);
    CHECK(options({"stop", "alice", "--timeout", "9", "--json"}).timeout_s == 9);
}

TEST_CASE("help tells the exit codes, for the program and for a verb") {
    CHECK(leave({"--help"}).code == ExitCode::Done);
    CHECK(has(leave({"--help"}).text, "3 cannot connect"));
    CHECK(has(leave({"--help"}).text, "inspect"));
    CHECK(leave({"send", "--help"}).code == ExitCode::Done);
    CHECK(has(leave({"send", "--help"}).text, "TYPE"));
    CHECK(has(leave({"send", "--help"}).text, "4 timed out"));
}

TEST_CASE("nodes lists the programs announced") {
    CommandLine line;
    CHECK(line.run("nodes") == 0);
    CHECK(line.out() == "NODE  ADDRESS         PID\nbank  127.0.0.1:4000   77\n");
    CHECK(line.run("nodes --json") == 0);
    CHECK(nlohmann::json::parse(line.out())[0]["address"] == "127.0.0.1:4000");
    line.programs().clear();
    CHECK(line.run("nodes") == 0);
    CHECK(has(line.out(), "No program is announced"));
}

TEST_CASE("without a program announced a verb says how to name one") {
    CommandLine line;
    line.programs().clear();
    CHECK(line.run("ls") == 3);
    CHECK(has(line.err(), "--at HOST:PORT"));
}

TEST_CASE("with several programs announced a verb lists them") {
    CommandLine line;
    line.programs().push_back({"theatre", "127.0.0.1:4001", 78});
    CHECK(line.run("ls") == 2);
    CHECK(has(line.err(), "127.0.0.1:4000  bank"));
    CHECK(has(line.err(), "127.0.0.1:4001  theatre"));
    CHECK(line.run("ls --at 127.0.0.1:4001") == 0);
}

TEST_CASE("letters to change are counted") {
    CHECK(dashboard::edit_distance("", "") == 0);
    CHECK(dashboard::edit_distance("till", "till") == 0);
    CHECK(dashboard::edit_distance("till", "tell") == 1);
    CHECK(dashboard::edit_distance("alcie", "alice") == 2);
    CHECK(dashboard::edit_distance("", "abc") == 3);
}

TEST_CASE("colours appear only where they were asked for") {
    std::ostringstream out;
    const dashboard::Terminal grey{out, out, false};
    const dashboard::Terminal colourful{out, out, true};
    CHECK(dashboard::glyph(grey, probe::ActorState::Busy, 0) == "●");
    CHECK(has(dashboard::glyph(colourful, probe::ActorState::Busy, 0), "\x1b["));
    CHECK(dashboard::strong(grey, "a") == "a");
}

TEST_CASE("columns stand under each other whatever the letters and colours") {
    std::ostringstream out;
    const dashboard::Terminal terminal{out, out, false};
    dashboard::TextTable table({{"A"}, {"N", dashboard::TextTable::Align::Right}, {"END"}});
    table.add({"žluť", "1", "x"});
    table.add({"\x1b[32mab\x1b[0m", "1,000", "y"});
    table.print(terminal);
    CHECK(out.str() == "A         N  END\nžluť      1  x\n\x1b[32mab\x1b[0m    1,000  y\n");
}
