#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/bench/workload.hpp"

namespace callboard::bench {

// One figure of ours beside one peer's. Less is better, so ratio > 1 means that
// we are ahead.
struct Row {
    std::string name;
    std::string unit;
    unsigned workers = 1;
    double value = 0;  // The median of all rounds; min and max are the extremes.
    double min = 0;
    double max = 0;
    std::string peer = {};  // Empty: measured alone.
    double peer_value = 0;
    double ratio() const { return value > 0 ? peer_value / value : 0; }
    double target = 0;       // At most this for our figure, and at least this for the ratio;
    double lead_target = 0;  // 0: no target is set.
};

// What one program measured, round by round.
struct Samples {
    std::string program;
    std::vector<Measurement> rounds;
};

// The rows of a workload; the first samples are ours. `spawn` gives two kinds.
std::vector<Row> rows_of(const Workload& workload, unsigned workers,
                         const std::vector<Samples>& samples);

// The names of the rows that a workload gives.
std::vector<std::string> row_names(const Workload& workload);

std::string table_head();
std::string table_line(const Row& row);
std::string to_json(const std::vector<Row>& rows);

}  // namespace callboard::bench
