#include <CLI/CLI.hpp>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <set>

#include "tests/bench/core_distance.hpp"
#include "tests/bench/ours/ours.hpp"
#include "tests/bench/program.hpp"
#include "tests/bench/row.hpp"

namespace {

using namespace callboard::bench;

struct Wishes {
    std::vector<std::string> rows;  // Empty: all.
    std::vector<unsigned> workers = {1, 2};
    std::string json_file;
    bool peers = false;
    bool quick = false;
    bool list = false;
    std::string run;  // A workload to run here and now: what the measured process does.
    std::uint64_t operations = 0;
};

void add_options(CLI::App& app, Wishes& wishes) {
    std::set<std::string> names;
    for (const Workload& workload : workloads())
        for (const std::string& name : row_names(workload)) names.insert(name);
    app.add_option("ROW", wishes.rows, "Measure only these rows")->check(CLI::IsMember(names));
    app.add_option("--workers", wishes.workers, "Numbers of worker threads, as 1 or 1,2")
        ->delimiter(',')
        ->allow_extra_args(false)  // What follows is a row.
        ->check(CLI::Range(1, 1024));
    app.add_option("--json", wishes.json_file, "Write the figures to this file");
    app.add_flag("--peers", wishes.peers, "Measure the peers too, turn by turn with us");
    app.add_flag("--quick", wishes.quick, "Fewer rounds and operations: a first look, no claim");
    app.add_flag("--list", wishes.list, "Only name the rows");
    app.add_option("--run", wishes.run, "Run one workload in this process")->group("");
    app.add_option("--operations", wishes.operations, "With --run: how many")->group("");
}

bool wanted(const Wishes& wishes, const std::string& row) {
    return wishes.rows.empty() ||
           std::find(wishes.rows.begin(), wishes.rows.end(), row) != wishes.rows.end();
}

bool wanted(const Wishes& wishes, const Workload& workload) {
    const auto names = row_names(workload);
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return wanted(wishes, name); });
}

std::vector<Program> programs(const Wishes& wishes) {
    std::vector<Program> all{our_program()};
    if (!wishes.peers) return all;
    std::vector<std::string> missing;
    for (Program& peer : peer_programs(missing)) all.push_back(std::move(peer));
    for (const std::string& name : missing)
        std::printf("%s is left out: it was not installed when the bench was built.\n",
                    name.c_str());
    return all;
}

void show_progress(const Workload& workload, unsigned workers, std::size_t round,
                   std::size_t rounds, const std::string& program) {
    if (isatty(STDERR_FILENO) == 1)
        std::fprintf(stderr, "\r\033[K%s, %u workers, round %zu of %zu: %s\r",
                     std::string(workload.name).c_str(), workers, round, rounds, program.c_str());
}

std::vector<Program> who_knows(const Workload& workload, std::vector<Program> all) {
    std::erase_if(all, [&](const Program& program) { return !program.knows(workload); });
    return all;
}

// Round by round, everyone in turn: what the machine does meanwhile hits all alike.
std::vector<Samples> measure(const Wishes& wishes, const std::vector<Program>& all,
                             const Workload& workload, unsigned workers) {
    const std::size_t rounds = wishes.quick ? 3 : 5;
    std::vector<Samples> samples;
    for (const Program& program : all) samples.push_back({program.name, {}});
    for (std::size_t round = 1; round <= rounds; ++round)
        for (std::size_t i = 0; i < all.size(); ++i) {
            show_progress(workload, workers, round, rounds, all[i].name);
            samples[i].rounds.push_back(
                run(all[i], workload, workers,
                    wishes.quick ? workload.operations_quick : workload.operations));
        }
    show_progress(workload, workers, rounds, rounds, "done");
    return samples;
}

std::vector<Row> measure_all(const Wishes& wishes) {
    const auto all = programs(wishes);
    std::vector<Row> rows;
    std::printf("%s\n", table_head().c_str());
    for (const unsigned workers : wishes.workers)
        for (const Workload& workload : workloads()) {
            if (!wanted(wishes, workload)) continue;
            const auto samples = measure(wishes, who_knows(workload, all), workload, workers);
            for (Row& row : rows_of(workload, workers, samples)) {
                if (!wanted(wishes, row.name)) continue;
                std::printf("%s\n", table_line(row).c_str());
                std::fflush(stdout);
                rows.push_back(std::move(row));
            }
        }
    return rows;
}

// The file for the figures, opened before minutes are spent on them.
std::ofstream json_file(const std::string& path) {
    std::ofstream file;
    if (path.empty()) return file;
    file.open(path);
    if (!file) throw std::runtime_error("The file \"" + path + "\" can not be written.");
    return file;
}

void say_core_distance() {
    std::printf("A cache line takes %.0f ns between two cores and back.\n", core_distance_ns());
}

void bench(const Wishes& wishes) {
    auto file = json_file(wishes.json_file);
    say_core_distance();
    const auto rows = measure_all(wishes);
    say_core_distance();  // Again: it may have changed meanwhile.
    if (!file.is_open()) return;
    file << to_json(rows);
    std::printf("The figures are in %s\n", wishes.json_file.c_str());
}

void list_rows() {
    for (const Workload& workload : workloads())
        for (const std::string& name : row_names(workload)) std::printf("%s\n", name.c_str());
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App app("Measures Callboard, alone or beside its peers.", "callboard_bench");
    Wishes wishes;
    add_options(app, wishes);
    CLI11_PARSE(app, argument_count, arguments);
    if (wishes.list) return list_rows(), 0;
    if (!wishes.run.empty()) run_ours(wishes.run, wishes.workers.front(), wishes.operations);
    try {
        bench(wishes);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
