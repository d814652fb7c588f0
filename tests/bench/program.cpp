#include "tests/bench/program.hpp"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <stdexcept>

namespace callboard::bench {
namespace {

namespace fs = std::filesystem;

fs::path our_folder() { return fs::read_symlink("/proc/self/exe").parent_path(); }

std::string filled(std::string text, const std::string& blank, const std::string& value) {
    for (auto at = text.find(blank); at != std::string::npos; at = text.find(blank))
        text.replace(at, blank.size(), value);
    return text;
}

// What a command prints; its complaints go where ours go.
std::string output_of(const std::vector<std::string>& command) {
    std::array<int, 2> pipe_ends{};
    if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("No pipe can be opened.");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int error =
        posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(pipe_ends[1]);

    std::string output;
    std::array<char, 4096> buffer{};
    for (ssize_t size = 0; (size = read(pipe_ends[0], buffer.data(), buffer.size())) > 0;)
        output.append(buffer.data(), static_cast<std::size_t>(size));
    close(pipe_ends[0]);
    int status = 0;
    if (error == 0) waitpid(child, &status, 0);
    if (error != 0 || status != 0)
        throw std::runtime_error("The program \"" + command[0] + "\" failed; see above.");
    return output;
}

}  // namespace

bool Program::knows(const Workload& workload) const {
    return std::find(lacks.begin(), lacks.end(), workload.name) == lacks.end();
}

Program our_program() {
    return {"callboard",
            {our_folder() / "callboard_bench", "--run", "{workload}", "--workers", "{workers}",
             "--operations", "{operations}"}};
}

std::vector<Program> peer_programs(std::vector<std::string>& missing) {
    const fs::path folder = our_folder() / "peers";
    std::vector<Program> peers;
    const auto add_if_built = [&](const char* file, Program peer) {
        if (fs::exists(folder / file))
            peers.push_back(std::move(peer));
        else
            missing.push_back(peer.name);
    };
    // Erlang and Go know no threads but those that run processes and goroutines.
    const std::vector<std::string_view> no_threads{"ask_block"};
    add_if_built("caf_peer",
                 {"caf", {folder / "caf_peer", "{workload}", "{workers}", "{operations}"}});
    add_if_built("erlang_peer.beam",
                 {"erlang",
                  {"erl", "+S", "{workers}:{workers}", "+P", "3000000", "-noshell", "-pa", folder,
                   "-s", "erlang_peer", "main", "{workload}", "{operations}"},
                  no_threads});
    add_if_built(
        "go_peer",
        {"go", {folder / "go_peer", "{workload}", "{workers}", "{operations}"}, no_threads});
    return peers;
}

Measurement run(const Program& program, const Workload& workload, unsigned workers,
                std::uint64_t operations) {
    std::vector<std::string> command{"timeout", "180"};
    for (std::string word : program.command) {
        word = filled(word, "{workload}", std::string(workload.name));
        word = filled(word, "{workers}", std::to_string(workers));
        command.push_back(filled(word, "{operations}", std::to_string(operations)));
    }
    try {
        const auto line = nlohmann::json::parse(output_of(command));
        return {line.at("ns_per_operation"), line.at("bytes_per_actor")};
    } catch (const std::exception& error) {
        throw std::runtime_error("No figure from " + program.name + " for " +
                                 std::string(workload.name) + ": " + error.what());
    }
}

}  // namespace callboard::bench
