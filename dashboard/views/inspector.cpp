#include "dashboard/views/inspector.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "dashboard/model/format.hpp"
#include "dashboard/views/marks.hpp"
#include "dashboard/views/message_panel.hpp"
#include "dashboard/views/text.hpp"
#include "dashboard/views/verbs.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {
namespace {

constexpr float margin = 16;
constexpr float flash_seconds = 0.6f;

// Walks down the panel: each part says how high it was.
struct Column {
    float left, width, y;

    float right() const { return left + width; }
};

void advance(Column& column, float height) { column.y += height; }

void draw_subject(const Desk& desk, Row row, Column& column) {
    const Look& look = desk.look;
    const World& world = desk.world;
    const bool gone = world.gone(row);
    const float y = column.y + look.px(10);
    draw_mark(*ImGui::GetWindowDrawList(), mark_of(look.theme, world, row),
              {column.left + look.px(6), y}, look.px(12));
    const std::string name = fitted(look.type.subject, world.name(row), column.width - look.px(24));
    const float width = write(look.type.subject, {column.left + look.px(20), y},
                              gone ? look.theme.faint : look.theme.text, name);
    if (gone)
        ImGui::GetWindowDrawList()->AddLine({column.left + look.px(18), y},
                                            {column.left + look.px(22) + width, y},
                                            look.theme.faint, look.scale);
    advance(column, look.px(26));
    const std::string path = world.path(row);
    const auto slash = path.rfind('/');
    const std::string where = slash == std::string::npos ? "root" : path.substr(0, slash);
    write_fitted(look.type.small, {column.left + look.px(20), column.y + look.px(6)},
                 column.width - look.px(20), look.theme.dim,
                 std::string(short_type(world.kind(row))) + " · in " + where);
    advance(column, look.px(24));
}

void draw_verbs(Desk& desk, Row row, Column& column) {
    const Look& look = desk.look;
    const std::string objection = verb_objection(desk, row);
    const bool able = objection.empty();
    const probe::ActorId actor = desk.world.id(row);
    ImGui::SetCursorScreenPos({column.left, column.y});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, look.px(6, 4));
    if (button(look, "message",
               {.text = "Message…",
                .kind = ButtonKind::Primary,
                .enabled = able,
                .reason = objection}))
        desk.ui.message.wants_focus = true;
    ImGui::SameLine();
    if (button(look, "restart", {.text = "Restart", .enabled = able, .reason = objection}))
        desk.ui.confirmation = {Act::Restart, actor};
    ImGui::SameLine();
    if (button(look, "stop",
               {.text = "Stop", .kind = ButtonKind::Danger, .enabled = able, .reason = objection}))
        desk.ui.confirmation = {Act::Stop, actor};
    ImGui::PopStyleVar();
    advance(column, look.px(36));
}

void draw_fact(const Look& look, Column& column, const char* label, const std::string& value,
               const std::string& small, ImU32 colour) {
    const float y = column.y + look.px(11);
    write(look.type.body, {column.left, y}, look.theme.dim, label);
    const float x = column.left + look.px(104);
    const float width = write_fitted(look.type.body, {x, y}, column.right() - x, colour, value);
    write_fitted(look.type.small, {x + width + look.px(8), y},
                 column.right() - x - width - look.px(8), look.theme.dim, small);
    advance(column, look.px(22));
}

void draw_facts(const Desk& desk, Row row, Column& column) {
    const Look& look = desk.look;
    const World& world = desk.world;
    const Theme& theme = look.theme;
    const bool gone = world.gone(row);
    const auto alarm = [&](std::uint64_t count, ImU32 colour) {
        return count > 0 ? colour : theme.text;
    };
    draw_fact(look, column, "State", gone ? "gone" : to_text(world.state(row)),
              gone ? "shown until its grace is over" : "", theme.text);
    draw_fact(
        look, column, "Mailbox", grouped(world.mailbox(row)), "waiting",
        world.mailbox(row) >= queue_long ? severity_of(theme, world.mailbox(row)) : theme.text);
    draw_fact(look, column, "Handled", grouped(world.received(row)),
              rate(std::round(world.rate(row))), theme.text);
    draw_fact(look, column, "Sent", grouped(world.sent(row)), "", theme.text);
    draw_fact(look, column, "Failed", grouped(world.failed(row)), "",
              alarm(world.failed(row), theme.bad));
    draw_fact(look, column, "Restarts", grouped(world.restarts(row)), "",
              alarm(world.restarts(row), theme.busy));
    draw_fact(look, column, "Children", grouped(world.children(row).size()), "", theme.text);
    advance(column, look.px(8));
}

void draw_heading(const Look& look, Column& column, const char* text, const std::string& small) {
    const float y = column.y + look.px(12);
    const float width = write_label(look, {column.left, y}, look.theme.dim, text);
    write_right(look.type.small, {column.right(), y}, look.theme.faint,
                fitted(look.type.small, small, column.width - width - look.px(16)));
    advance(column, look.px(28));
}

void draw_rates(Desk& desk, Row row, Column& column) {
    const Look& look = desk.look;
    if (desk.world.gone(row)) return;
    draw_heading(look, column, "Rate and queue", "last 64 ticks");
    const ImVec2 size{(column.width - look.px(12)) / 2, look.px(34)};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto draw = [&](float x, const std::vector<float>& values, ImU32 colour) {
        list.AddRectFilled({x, column.y}, {x + size.x, column.y + size.y}, look.theme.raised,
                           look.px(6));
        draw_sparkline(look, values, {x + look.px(8), column.y + look.px(6)},
                       {size.x - look.px(16), size.y - look.px(12)}, colour);
    };
    draw(column.left, desk.world.rate_history(row), look.theme.ok);
    draw(column.right() - size.x, desk.world.mailbox_history(row), look.theme.busy);
    advance(column, size.y + look.px(8));
}

void draw_state_line(const Look& look, const StateLine& line, double now_s, float left, float right,
                     float y) {
    const float x = left + look.px(14) * static_cast<float>(line.depth);
    const float key =
        write_fitted(look.type.mono, {x, y}, (right - x) * 0.5f, look.theme.dim, line.key);
    const float value_x = std::max(left + look.px(116), x + key + look.px(12));
    const double since = now_s - line.changed_s;
    if (line.changed_s >= 0 && since < flash_seconds) {
        const float width = std::min(width_of(look.type.mono, line.value), right - value_x);
        ImGui::GetWindowDrawList()->AddRectFilled(
            {value_x - look.px(3), y - look.px(9)}, {value_x + width + look.px(3), y + look.px(9)},
            faded(look.theme.accent, 0.32f * (1 - static_cast<float>(since) / flash_seconds)),
            look.px(3));
    }
    write_fitted(look.type.mono, {value_x, y}, right - value_x, look.theme.text, line.value);
}

std::string no_state_sentence(const Desk& desk, Row row) {
    if (desk.world.gone(row)) return "It is gone; nothing was kept of its state.";
    if (desk.link.on_film()) return "A recording holds numbers, not the state of actors.";
    if (!desk.inspection.sentence.empty()) return desk.inspection.sentence;
    if (!desk.inspection.details) return "Asking the actor…";
    return "This actor shows no state: give its class a serialize function.";
}

void draw_state(const Desk& desk, Row row, Column& column) {
    const Look& look = desk.look;
    const bool ours = desk.inspection.actor == desk.world.id(row);
    const auto& lines = desk.inspection.state.lines();
    const bool shown = ours && !lines.empty();
    draw_heading(look, column, "State",
                 shown ? "read " + age(desk.now_s - desk.inspection.answered_s) + " ago" : "");
    const float pitch = look.px(20);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::string why = shown ? "" : no_state_sentence(desk, row);
    const float inner = column.width - look.px(24);
    const float height = shown ? pitch * static_cast<float>(lines.size()) + look.px(16)
                               : wrapped_height(look.type.body, inner, why) + look.px(20);
    list.AddRectFilled({column.left, column.y}, {column.right(), column.y + height},
                       look.theme.raised, look.px(6));
    if (shown) {
        float y = column.y + look.px(8) + pitch / 2;
        for (const StateLine& line : lines) {
            draw_state_line(look, line, desk.now_s, column.left + look.px(12),
                            column.right() - look.px(12), y);
            y += pitch;
        }
    } else {
        write_wrapped(look.type.body, {column.left + look.px(12), column.y + look.px(10)}, inner,
                      look.theme.faint, why);
    }
    advance(column, height + look.px(8));
    if (shown && desk.inspection.state.truncated())
        draw_heading(look, column, "Cut", "only the first 400 lines are shown");
}

void draw_failure(const Desk& desk, Row row, Column& column) {
    const Look& look = desk.look;
    if (desk.inspection.actor != desk.world.id(row) || !desk.inspection.details) return;
    const probe::ActorDetails& details = *desk.inspection.details;
    if (details.last_failure.empty()) return;
    draw_heading(look, column, "Last failure", "");
    const float inner = column.width - look.px(40);
    const float text = wrapped_height(look.type.mono, inner, details.last_failure);
    const float height = text + look.px(40);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({column.left, column.y}, {column.right(), column.y + height},
                       faded(look.theme.bad, 0.10f), look.px(6));
    draw_mark(list, {Shape::Triangle, look.theme.bad},
              {column.left + look.px(16), column.y + look.px(17)}, look.px(9));
    write_fitted(look.type.strong, {column.left + look.px(28), column.y + look.px(17)}, inner,
                 look.theme.text, "on " + std::string(short_type(details.last_failure_message)));
    write_wrapped(look.type.mono, {column.left + look.px(28), column.y + look.px(30)}, inner,
                  look.theme.bad, details.last_failure);
    advance(column, height + look.px(8));
}

void draw_nothing_chosen(const Desk& desk, ImVec2 corner, ImVec2 size) {
    draw_empty(desk.look, corner, size, "No actor is chosen.",
               "Click one in the table, the tree or the map, or press Ctrl+P and type its name.");
}

}  // namespace

void draw_inspector(Desk& desk) {
    const Look& look = desk.look;
    const ImVec2 corner = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    const Row row = desk.world.row_of(desk.ui.selected);
    if (row == no_row) {
        if (desk.ui.selected == probe::ActorId{})
            draw_nothing_chosen(desk, corner, size);
        else
            draw_empty(look, corner, size, "The chosen actor is gone.",
                       "It stopped, and the time it is kept for has passed. Choose another.");
        return;
    }
    Column column{corner.x + look.px(margin), size.x - look.px(2 * margin),
                  corner.y + look.px(12) - ImGui::GetScrollY()};
    draw_subject(desk, row, column);
    draw_verbs(desk, row, column);
    draw_facts(desk, row, column);
    draw_rates(desk, row, column);
    draw_state(desk, row, column);
    draw_failure(desk, row, column);
    ImGui::SetCursorScreenPos({column.left, column.y});
    draw_message_panel(desk, row, column.width);
}

}  // namespace callboard::dashboard
