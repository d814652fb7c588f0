#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>

#include "dashboard/cli/json.hpp"
#include "dashboard/cli/verbs.hpp"
#include "dashboard/model/actor_rows.hpp"
#include "dashboard/model/format.hpp"

namespace callboard::dashboard {

namespace {

constexpr std::chrono::duration<double> refresh_time{1.0};

ActorColumn column_of(std::string_view name) {
    std::uint8_t column = 0;
    while (column + 1 < actor_column_count && name != to_text(static_cast<ActorColumn>(column)))
        ++column;
    return static_cast<ActorColumn>(column);
}

// Texts from A, numbers from the largest.
bool largest_first(ActorColumn column) {
    constexpr std::array texts = {ActorColumn::Name, ActorColumn::Kind, ActorColumn::Path};
    return std::ranges::find(texts, column) == texts.end();
}

ActorRows rows_wanted(const Options& options) {
    ActorRows rows;
    rows.set_filter(options.filter);
    if (!rows.filter().error().empty()) throw Failure{ExitCode::Usage, rows.filter().error()};
    const auto column = column_of(options.sort);
    rows.sort_by(column, largest_first(column));
    return rows;
}

bool needs_rates(const Options& options) {
    return options.sort == "rate" || options.filter.find("rate") != std::string::npos;
}

void print_table(const Visit& visit, std::span<const Row> rows, bool with_rates) {
    using Align = TextTable::Align;
    std::vector<TextTable::Column> columns = {{" "}, {"NAME"}, {"KIND"}, {"STATE"}};
    for (const char* title : {"MAILBOX", "RECEIVED", "FAILED", "RESTARTS"})
        columns.push_back({title, Align::Right});
    if (with_rates) columns.push_back({"RATE", Align::Right});
    columns.push_back({"PATH"});

    TextTable table(std::move(columns));
    const auto& world = visit.session.world();
    for (const Row row : rows) {
        std::vector<std::string> cells = {
            glyph(visit.terminal, world.state(row), world.mailbox(row)), plain(world.name(row)),
            plain(world.kind(row)), probe::to_text(world.state(row))};
        for (const std::uint64_t value : {std::uint64_t{world.mailbox(row)}, world.received(row),
                                          world.failed(row), world.restarts(row)})
            cells.push_back(grouped(value));
        if (with_rates) cells.push_back(rate(world.rate(row)));
        cells.push_back(faint(visit.terminal, plain(world.path(row))));
        table.add(std::move(cells));
    }
    table.print(visit.terminal);
}

void print_json(const Visit& visit, std::span<const Row> rows, bool with_rates) {
    auto list = Json::array();
    for (const Row row : rows) {
        auto actor = to_json(visit.session.world(), row);
        if (with_rates) actor["rate"] = visit.session.world().rate(row);
        list.push_back(std::move(actor));
    }
    visit.terminal.out << text_of(list) << '\n';
}

void print_top(const Visit& visit, ActorRows& wanted) {
    const auto& world = visit.session.world();
    const std::span all = wanted.rows(world);
    const auto rows = all.first(std::min(all.size(), visit.options.rows_max));
    if (visit.options.json) return print_json(visit, rows, true);
    visit.terminal.out << grouped(world.live()) << " actors · " << rate(world.system_rate())
                       << " · " << grouped(world.queued()) << " queued · "
                       << grouped(world.restarts()) << " restarts · "
                       << grouped(world.system().dead_letters) << " dead letters";
    if (world.system().refused > 0)  // Rare, and then worth a word.
        visit.terminal.out << " · " << grouped(world.system().refused) << " requests not believed";
    visit.terminal.out << '\n';
    print_table(visit, rows, true);
    visit.terminal.out << wanted.summary() << '\n';
}

}  // namespace

ExitCode list_actors(const Visit& visit) {
    auto wanted = rows_wanted(visit.options);
    const bool with_rates = needs_rates(visit.options);
    with_rates ? visit.session.wait_for_rates() : visit.session.wait_until_whole();
    const auto& rows = wanted.rows(visit.session.world());
    if (visit.options.json) {
        print_json(visit, rows, with_rates);
        return ExitCode::Done;
    }
    if (!rows.empty()) print_table(visit, rows, with_rates);
    visit.terminal.out << wanted.summary() << '\n';
    return ExitCode::Done;
}

ExitCode show_top(const Visit& visit) {
    auto wanted = rows_wanted(visit.options);
    visit.session.wait_for_rates();
    while (true) {
        if (visit.terminal.colours && !visit.options.once) visit.terminal.out << "\x1b[H\x1b[2J";
        print_top(visit, wanted);
        visit.terminal.out << std::flush;
        if (visit.options.once || visit.session.take_frames(refresh_time, visit.doors.interrupted))
            return ExitCode::Done;
    }
}

}  // namespace callboard::dashboard
