#include "dashboard/views/actor_table.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

#include "dashboard/model/format.hpp"
#include "dashboard/views/filter_bar.hpp"
#include "dashboard/views/marks.hpp"
#include "dashboard/views/table_columns.hpp"
#include "dashboard/views/text.hpp"
#include "dashboard/views/verbs.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {
namespace {

constexpr float row_height = 24;
constexpr float header_height = 28;
constexpr float cell_padding = 10;

using Columns = std::vector<TableColumn>;

void draw_sort_arrow(const Look& look, ImVec2 at, bool descending) {
    const float half = look.px(3.5f);
    const float tip = descending ? half : -half;
    ImGui::GetWindowDrawList()->AddTriangleFilled({at.x - half, at.y - tip * 0.7f},
                                                  {at.x + half, at.y - tip * 0.7f},
                                                  {at.x, at.y + tip}, look.theme.accent);
}

void sort_by(TableChoices& table, ActorColumn order) {
    const bool texts = order == ActorColumn::Name || order == ActorColumn::Kind;
    table.descending = table.sort == order ? !table.descending : !texts;
    table.sort = order;
}

void draw_title(Desk& desk, const TableColumn& column, float top) {
    const Look& look = desk.look;
    const float height = look.px(header_height);
    ImGui::SetCursorScreenPos({column.left, top});
    if (ImGui::InvisibleButton(column.title, {column.right - column.left, height}) &&
        column.sorts())
        sort_by(desk.ui.table, column.order());
    const bool hovered = ImGui::IsItemHovered();
    if (hovered) tooltip(look, column.help);
    const bool sorted = column.sorts() && desk.ui.table.sort == column.order();
    const ImU32 colour = sorted || (hovered && column.sorts()) ? look.theme.text : look.theme.dim;
    const float y = middle(top, height);
    if (column.is_text()) {
        const float x =
            column.left + look.px(column.shows == TableColumn::Shows::Actor ? 16 : cell_padding);
        const float width = write(look.type.label, {x, y}, colour, column.title);
        if (sorted) draw_sort_arrow(look, {x + width + look.px(8), y}, desk.ui.table.descending);
        return;
    }
    const float x = column.right - look.px(cell_padding);
    write_right(look.type.label, {x, y}, colour, column.title);
    if (sorted)
        draw_sort_arrow(look, {x - width_of(look.type.label, column.title) - look.px(8), y},
                        desk.ui.table.descending);
}

struct RowInk {
    ImU32 text, dim;
};

void draw_name(const Desk& desk, Row row, const TableColumn& column, float y, RowInk ink) {
    const Look& look = desk.look;
    const World& world = desk.world;
    draw_mark(*ImGui::GetWindowDrawList(), mark_of(look.theme, world, row),
              {column.left + look.px(22), y}, look.px(10));
    const float x = column.left + look.px(36);
    const float room = column.right - x - look.px(8);
    const float width = write_fitted(look.type.body, {x, y}, room, ink.text, world.name(row));
    const Row parent = world.row_of(world.parent(row));
    if (parent == no_row) return;
    const std::string place = world.path(parent);
    if (width + look.px(10) + width_of(look.type.small, place) <= room)
        write(look.type.small, {x + width + look.px(10), y}, look.theme.faint, place);
}

void draw_mailbox(const Desk& desk, Row row, const TableColumn& column, float y, RowInk ink) {
    const Look& look = desk.look;
    const std::uint32_t count = desk.world.mailbox(row);
    const float bar_room = look.px(46);
    const float bar_left = column.right - look.px(cell_padding) - bar_room;
    write_right(look.type.body, {bar_left - look.px(8), y}, count > 0 ? ink.text : ink.dim,
                grouped(count));
    if (desk.world.gone(row)) return;
    const float full = std::log1p(static_cast<float>(queue_severe) * 16);
    const float share = std::min(1.f, std::log1p(static_cast<float>(count)) / full);
    const float width = std::max(look.px(2), bar_room * share);
    ImGui::GetWindowDrawList()->AddRectFilled({bar_left, y - look.px(3)},
                                              {bar_left + width, y + look.px(3)},
                                              severity_of(look.theme, count), look.px(3));
}

void draw_history(Desk& desk, Row row, const TableColumn& column, float y) {
    const Look& look = desk.look;
    if (desk.world.gone(row)) return;
    const std::vector<float>& values = desk.world.rate_history(row);
    const bool long_queue = desk.world.mailbox(row) >= queue_long;
    const float left = column.left + look.px(12);
    draw_sparkline(look, values, {left, y - look.px(7)},
                   {column.right - look.px(cell_padding) - left, look.px(14)},
                   long_queue ? severity_of(look.theme, desk.world.mailbox(row)) : look.theme.dim);
}

void draw_count(const Look& look, const TableColumn& column, float y, std::uint64_t count,
                ImU32 alarm, bool gone, RowInk ink) {
    const ImU32 colour = count == 0 || gone ? ink.dim : alarm;
    write_right(look.type.body, {column.right - look.px(cell_padding), y}, colour, grouped(count));
}

void draw_cell(Desk& desk, Row row, const TableColumn& column, float y, RowInk ink) {
    const Look& look = desk.look;
    const World& world = desk.world;
    const bool gone = world.gone(row);
    switch (column.shows) {
        case TableColumn::Shows::Actor: draw_name(desk, row, column, y, ink); break;
        case TableColumn::Shows::Kind:
            write_fitted(look.type.body, {column.left + look.px(cell_padding), y},
                         column.right - column.left - look.px(cell_padding + 4), ink.dim,
                         short_type(world.kind(row)));
            break;
        case TableColumn::Shows::Mailbox: draw_mailbox(desk, row, column, y, ink); break;
        case TableColumn::Shows::Rate:
            write_right(look.type.body, {column.right - look.px(cell_padding), y},
                        world.rate(row) >= 0.5f ? ink.text : ink.dim,
                        gone ? "–" : number(std::round(world.rate(row))));
            break;
        case TableColumn::Shows::History: draw_history(desk, row, column, y); break;
        case TableColumn::Shows::Failed:
            draw_count(look, column, y, world.failed(row), look.theme.bad, gone, ink);
            break;
        case TableColumn::Shows::Restarts:
            draw_count(look, column, y, world.restarts(row), look.theme.busy, gone, ink);
            break;
    }
}

void draw_row(Desk& desk, Row row, const Columns& columns, float left, float width) {
    const Look& look = desk.look;
    const World& world = desk.world;
    const float height = look.px(row_height);
    const ImVec2 low = {left, ImGui::GetCursorScreenPos().y};
    const ImVec2 high{left + width, low.y + height};
    ImGui::PushID(static_cast<int>(row));
    if (ImGui::InvisibleButton("row", {width, height})) select(desk.ui, world.id(row));
    const bool hovered = ImGui::IsItemHovered();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, look.px(6, 6));
    if (ImGui::BeginPopupContextItem("verbs")) {
        draw_verb_menu(desk, row);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    const bool chosen = desk.ui.selected == world.id(row);
    const bool gone = world.gone(row);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (chosen || hovered)
        list.AddRectFilled(low, high, chosen ? look.theme.chosen : faded(look.theme.chosen, 0.45f));
    if (chosen) list.AddRectFilled(low, {low.x + look.px(2), high.y}, look.theme.accent);
    list.AddRectFilled({low.x, high.y - std::max(1.f, look.px(0.5f))}, high,
                       faded(look.theme.line, 0.35f));
    const RowInk ink =
        gone ? RowInk{look.theme.faint, look.theme.faint} : RowInk{look.theme.text, look.theme.dim};
    const float y = middle(low.y, height);
    for (const TableColumn& column : columns) draw_cell(desk, row, column, y, ink);
    if (gone) {
        const float name = width_of(look.type.body, world.name(row));
        list.AddLine({left + look.px(34), y}, {left + look.px(38) + name, y}, look.theme.faint,
                     look.scale);
    }
    ImGui::PopID();
}

// How many rows the keys ask to go down, negative for up.
std::ptrdiff_t steps_of(const Keys& keys, std::ptrdiff_t page, std::ptrdiff_t count) {
    return (keys.down ? 1 : 0) - (keys.up ? 1 : 0) + (keys.page_down ? page : 0) -
           (keys.page_up ? page : 0) + (keys.last ? count : 0) - (keys.first ? count : 0);
}

// The keys move the choice and bring it into view; with none, Enter takes the first.
void move_choice(Desk& desk, const std::vector<Row>& rows) {
    const auto page =
        static_cast<std::ptrdiff_t>(ImGui::GetWindowHeight() / desk.look.px(row_height)) - 1;
    const auto count = static_cast<std::ptrdiff_t>(rows.size());
    const bool begins = desk.keys.inspect && desk.ui.selected == probe::ActorId{};
    const std::ptrdiff_t steps = begins ? 1 : steps_of(desk.keys, page, count);
    if (rows.empty() || steps == 0 || desk.ui.confirmation || desk.ui.help) return;
    const auto found = std::find(rows.begin(), rows.end(), desk.world.row_of(desk.ui.selected));
    auto index = found == rows.end() ? std::ptrdiff_t{-1} : found - rows.begin();
    index = std::clamp<std::ptrdiff_t>(index + steps, 0, count - 1);
    select(desk.ui, desk.world.id(rows[static_cast<std::size_t>(index)]));
    const float height = desk.look.px(row_height);
    const float top = height * static_cast<float>(index);
    const float view = ImGui::GetWindowHeight();
    if (top < ImGui::GetScrollY()) ImGui::SetScrollY(top);
    if (top + height > ImGui::GetScrollY() + view) ImGui::SetScrollY(top + height - view);
}

void draw_rows(Desk& desk, const Columns& columns, ImVec2 low, ImVec2 size) {
    const Look& look = desk.look;
    const std::vector<Row>& rows = desk.rows.actors.rows(desk.world);
    ImGui::SetCursorScreenPos(low);
    ImGui::BeginChild("rows", size);
    if (rows.empty()) {
        const bool none = desk.world.live() == 0;
        draw_empty(look, low, size,
                   none ? "No actor lives in this program." : "No actor passes the filter.",
                   none ? "Actors appear here as soon as the program spawns them."
                        : "Remove a chip above, or clear the filter to see all of them.");
        ImGui::EndChild();
        return;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    move_choice(desk, rows);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(rows.size()), look.px(row_height));
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
            draw_row(desk, rows[static_cast<std::size_t>(i)], columns, low.x, size.x);
    ImGui::PopStyleVar();
    ImGui::EndChild();
}

}  // namespace

void draw_actor_table(Desk& desk) {
    const Look& look = desk.look;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 size = ImGui::GetContentRegionAvail();
    desk.rows.actors.set_filter(desk.ui.table.filter);
    desk.rows.actors.sort_by(desk.ui.table.sort, desk.ui.table.descending);
    desk.rows.actors.rows(desk.world);
    draw_filter_bar(desk, corner, size.x);

    const float top = corner.y + look.px(filter_bar_height);
    const Columns columns = fit_columns(look, corner.x, size.x);
    for (const TableColumn& column : columns) draw_title(desk, column, top);
    const float line = top + look.px(header_height);
    ImGui::GetWindowDrawList()->AddRectFilled(
        {corner.x, line}, {corner.x + size.x, line + look.px(1)}, look.theme.line);
    const float rows_top = line + look.px(1);
    draw_rows(desk, columns, {corner.x, rows_top}, {size.x, corner.y + size.y - rows_top});
}

}  // namespace callboard::dashboard
