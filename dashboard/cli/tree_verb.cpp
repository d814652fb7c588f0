#include <ostream>

#include "dashboard/cli/json.hpp"
#include "dashboard/cli/verbs.hpp"
#include "dashboard/model/actor_filter.hpp"
#include "dashboard/model/format.hpp"

namespace callboard::dashboard {

namespace {

// Rows that pass, and all that stand above them.
std::vector<bool> rows_to_draw(const World& world, const ActorFilter& filter) {
    std::vector<bool> drawn(world.row_count());
    const auto lasting = filter.lasting_test(world);
    for (Row row = 0; row < world.row_count(); ++row) {
        if (!world.exists(row) || world.gone(row)) continue;
        if (!lasting(row) || !filter.passes_now(world, row)) continue;
        for (Row at = row; at != no_row && !drawn[at]; at = world.row_of(world.parent(at)))
            drawn[at] = true;
    }
    return drawn;
}

class TreePrinter {
public:
    TreePrinter(const Visit& visit, std::vector<bool> drawn)
        : visit_(visit), world_(visit.session.world()), drawn_(std::move(drawn)) {}

    void print() { print_siblings(world_.roots(), "", true, 0); }

    Json json() { return json_of(world_.roots(), 0); }

private:
    std::vector<Row> chosen(std::span<const Row> rows) const {
        std::vector<Row> chosen;
        for (const Row row : rows)
            if (drawn_[row]) chosen.push_back(row);
        return chosen;
    }

    void print_siblings(std::span<const Row> rows, const std::string& margin, bool roots,
                        std::size_t depth) {
        if (depth == World::depth_max) return;
        const auto siblings = chosen(rows);
        for (std::size_t i = 0; i < siblings.size(); ++i) {
            const bool last = i + 1 == siblings.size();
            const Row row = siblings[i];
            visit_.terminal.out << faint(visit_.terminal, margin + (roots  ? ""
                                                                    : last ? "└─ "
                                                                           : "├─ "))
                                << line(row) << '\n';
            print_siblings(world_.children(row),
                           margin + (roots  ? ""
                                     : last ? "   "
                                            : "│  "),
                           false, depth + 1);
        }
    }

    std::string line(Row row) const {
        auto text = glyph(visit_.terminal, world_.state(row), world_.mailbox(row)) + ' ' +
                    plain(world_.name(row));
        if (world_.name(row) != world_.kind(row))
            text += "  " + faint(visit_.terminal, plain(world_.kind(row)));
        if (world_.mailbox(row) != 0) text += "  " + grouped(world_.mailbox(row)) + " waiting";
        if (world_.restarts(row) != 0)
            text += "  " + grouped(world_.restarts(row)) +
                    (world_.restarts(row) == 1 ? " restart" : " restarts");
        return text;
    }

    Json json_of(std::span<const Row> rows, std::size_t depth) {
        auto list = Json::array();
        if (depth == World::depth_max) return list;
        for (const Row row : chosen(rows)) {
            auto actor = to_json(world_, row);
            actor["children"] = json_of(world_.children(row), depth + 1);
            list.push_back(std::move(actor));
        }
        return list;
    }

    const Visit& visit_;
    const World& world_;
    std::vector<bool> drawn_;
};

}  // namespace

ExitCode show_tree(const Visit& visit) {
    const ActorFilter filter(visit.options.filter);
    if (!filter.error().empty()) throw Failure{ExitCode::Usage, filter.error()};
    visit.session.wait_until_whole();
    TreePrinter printer(visit, rows_to_draw(visit.session.world(), filter));
    if (visit.options.json)
        visit.terminal.out << text_of(printer.json()) << '\n';
    else
        printer.print();
    return ExitCode::Done;
}

}  // namespace callboard::dashboard
