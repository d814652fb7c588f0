#include "tests/bench/row.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

#include "tests/bench/target.hpp"

namespace callboard::bench {
namespace {

using Figure = double Measurement::*;

std::vector<double> sorted(const Samples& samples, Figure figure) {
    std::vector<double> values;
    for (const Measurement& round : samples.rounds) values.push_back(round.*figure);
    std::sort(values.begin(), values.end());
    return values;
}

double median(const std::vector<double>& values) {
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

void add_rows(std::vector<Row>& rows, Row row, const std::vector<Samples>& samples, Figure figure) {
    const auto ours = sorted(samples.front(), figure);
    row.value = median(ours);
    row.min = ours.front();
    row.max = ours.back();
    row.target = target_of(row.name, row.workers);
    if (samples.size() == 1) rows.push_back(row);
    for (std::size_t i = 1; i < samples.size(); ++i) {
        row.peer = samples[i].program;
        row.peer_value = median(sorted(samples[i], figure));
        row.lead_target = lead_target_of(row.name, row.workers, row.peer);
        rows.push_back(row);
    }
}

std::string target_text(double target, bool missed) {
    return target == 0 ? "" : fmt::format("{}{}", target, missed ? " missed" : "");
}

}  // namespace

std::vector<std::string> row_names(const Workload& workload) {
    if (workload.name == "spawn") return {"spawn", "actor_bytes"};
    return {std::string(workload.name)};
}

std::vector<Row> rows_of(const Workload& workload, unsigned workers,
                         const std::vector<Samples>& samples) {
    const auto names = row_names(workload);
    std::vector<Row> rows;
    add_rows(rows, {.name = names[0], .unit = "ns", .workers = workers}, samples,
             &Measurement::ns_per_operation);
    if (names.size() > 1)
        add_rows(rows, {.name = names[1], .unit = "bytes", .workers = workers}, samples,
                 &Measurement::bytes_per_actor);
    return rows;
}

std::string table_head() {
    return fmt::format("{:<11} {:>7}  {:>9} {:<5}  {:<13} {:>19}   {:<8} {:>10} {:>8}  {}", "row",
                       "workers", "median", "", "target", "least .. most", "peer", "median",
                       "ahead", "target");
}

std::string table_line(const Row& row) {
    auto line = fmt::format("{:<11} {:>7}  {:>9.1f} {:<5}  {:<13} {:>19}", row.name, row.workers,
                            row.value, row.unit, target_text(row.target, row.value > row.target),
                            fmt::format("{:.1f} .. {:.1f}", row.min, row.max));
    if (row.peer.empty()) return line;
    line += fmt::format("   {:<8} {:>10.1f} {:>7.2f}x", row.peer, row.peer_value, row.ratio());
    if (row.lead_target > 0)
        line += "  " + target_text(row.lead_target, row.ratio() < row.lead_target);
    return line;
}

std::string to_json(const std::vector<Row>& rows) {
    auto all = nlohmann::ordered_json::array();
    for (const Row& row : rows) {
        nlohmann::ordered_json one{
            {"name", row.name},   {"unit", row.unit},      {"workers", row.workers},
            {"value", row.value}, {"min", row.min},        {"max", row.max},
            {"peer", nullptr},    {"peer_value", nullptr}, {"ratio", nullptr}};
        if (!row.peer.empty()) {
            one["peer"] = row.peer;
            one["peer_value"] = row.peer_value;
            one["ratio"] = row.ratio();
        }
        all.push_back(std::move(one));
    }
    return all.dump(2) + "\n";
}

}  // namespace callboard::bench
