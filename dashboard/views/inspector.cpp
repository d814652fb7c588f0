#include "dashboard/views/inspector.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "dashboard/model/format.hpp"
#include "dashboard/views/marks.hpp"
#include "dashboard/views/message_panel.hpp"
#include "dashboard/views/overview.hpp"
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

// The chosen actor: as the world has it, or as it was last told when it is gone for good.
struct Subject {
    Row row = no_row;
    bool gone = true;
    Mark mark = {};
    std::string name, kind, path;
    std::string behaviour = {};  // In force; empty: its own handlers, or not looked at yet.
    probe::ActorSample last = {};
    float rate = 0;
    std::size_t children = 0;
};

std::string behaviour_of(const Inspection& inspection, probe::ActorId actor) {
    return inspection.actor == actor && inspection.details ? inspection.details->behaviour : "";
}

Subject subject_of(const Desk& desk) {
    const World& world = desk.world;
    const Row row = world.row_of(desk.ui.selected);
    const Inspection& inspection = desk.inspection;
    if (row == no_row)
        return {.mark = {Shape::Cross, desk.look.theme.faint},
                .name = inspection.name,
                .kind = inspection.kind,
                .path = inspection.path,
                .last = inspection.last};
    return {.row = row,
            .gone = world.gone(row),
            .mark = mark_of(desk.look.theme, world, row),
            .name = world.name(row),
            .kind = world.kind(row),
            .path = world.path(row),
            .behaviour = behaviour_of(inspection, desk.ui.selected),
            .last = sample_of(world, row),
            .rate = world.rate(row),
            .children = world.children(row).size()};
}

void draw_subject(const Look& look, const Subject& subject, Column& column) {
    const float y = column.y + look.px(10);
    draw_mark(*ImGui::GetWindowDrawList(), subject.mark, {column.left + look.px(6), y},
              look.px(12));
    const std::string name = fitted(look.type.subject, subject.name, column.width - look.px(24));
    const float width = write(look.type.subject, {column.left + look.px(20), y},
                              subject.gone ? look.theme.faint : look.theme.text, name);
    if (subject.gone)
        ImGui::GetWindowDrawList()->AddLine({column.left + look.px(18), y},
                                            {column.left + look.px(22) + width, y},
                                            look.theme.faint, look.scale);
    advance(column, look.px(26));
    const auto slash = subject.path.rfind('/');
    const std::string where =
        slash == std::string::npos ? "the root" : "in " + subject.path.substr(0, slash);
    write_fitted(look.type.small, {column.left + look.px(20), column.y + look.px(6)},
                 column.width - look.px(20), look.theme.dim,
                 std::string(short_type(subject.kind)) + " · " + where);
    advance(column, look.px(24));
}

void draw_verbs(Desk& desk, Row row, Column& column) {
    const Look& look = desk.look;
    const std::string objection = verb_objection(desk, row);
    const bool able = objection.empty();
    const probe::ActorId actor = desk.ui.selected;
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
    if (able) return;
    const float height = write_wrapped(look.type.small, {column.left, column.y - look.px(4)},
                                       column.width, look.theme.busy, objection);
    advance(column, height + look.px(6));
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

void draw_facts(const Look& look, const Subject& subject, Column& column) {
    const Theme& theme = look.theme;
    const probe::ActorSample& last = subject.last;
    const ImU32 ink = subject.gone ? theme.faint : theme.text;
    const auto alarm = [&](std::uint64_t count, ImU32 colour) {
        return count > 0 && !subject.gone ? colour : ink;
    };
    const std::string beside = subject.gone                ? "the figures below are its last"
                               : subject.behaviour.empty() ? ""
                                                           : "behaves as " + subject.behaviour;
    draw_fact(look, column, "State", subject.gone ? "gone" : to_text(last.state), beside,
              theme.text);
    draw_fact(look, column, "Mailbox", grouped(last.mailbox), "waiting",
              last.mailbox >= queue_long ? alarm(1, severity_of(theme, last.mailbox)) : ink);
    draw_fact(look, column, "Handled", grouped(last.received),
              subject.gone ? "" : rate(std::round(subject.rate)), ink);
    draw_fact(look, column, "Sent", grouped(last.sent), "", ink);
    draw_fact(look, column, "Failed", grouped(last.failed), "", alarm(last.failed, theme.bad));
    draw_fact(look, column, "Restarts", grouped(last.restarts), "",
              alarm(last.restarts, theme.busy));
    if (!subject.gone)
        draw_fact(look, column, "Children", grouped(subject.children), "", theme.text);
    advance(column, look.px(8));
}

void draw_heading(const Look& look, Column& column, const char* text, const std::string& small) {
    const float y = column.y + look.px(12);
    const float width = write_label(look, {column.left, y}, look.theme.dim, text);
    write_right(look.type.small, {column.right(), y}, look.theme.faint,
                fitted(look.type.small, small, column.width - width - look.px(16)));
    advance(column, look.px(28));
}

void draw_rates(Desk& desk, const Subject& subject, Column& column) {
    const Look& look = desk.look;
    if (subject.gone) return;
    const Row row = subject.row;
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
                     float y, ImU32 ink) {
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
    write_fitted(look.type.mono, {value_x, y}, right - value_x, ink, line.value);
}

std::string no_state_sentence(const Desk& desk, bool gone) {
    if (gone) return "It is gone; nothing was kept of its state.";
    if (desk.link.on_film()) return "A recording holds numbers, not the state of actors.";
    if (!desk.inspection.sentence.empty()) return desk.inspection.sentence;
    if (!desk.inspection.details) return "Asking the actor…";
    return "This actor shows no state: give its class a serialize function.";
}

// A long state scrolls in a card of its own, so that the form below stays in sight.
void draw_state_lines(const Desk& desk, ImU32 ink, Column& column) {
    const Look& look = desk.look;
    const auto& lines = desk.inspection.state.lines();
    const float pitch = look.px(20);
    const float others = look.px(560);  // What the parts around it take.
    const float seen_max =
        std::clamp(std::floor((ImGui::GetWindowHeight() - others) / pitch), 6.f, 14.f);
    const float seen = std::min(static_cast<float>(lines.size()), seen_max);
    const float height = pitch * seen + look.px(16);
    ImGui::GetWindowDrawList()->AddRectFilled({column.left, column.y},
                                              {column.right(), column.y + height},
                                              look.theme.raised, look.px(6));
    ImGui::SetCursorScreenPos({column.left, column.y + look.px(4)});
    ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
    ImGui::BeginChild("state", {column.width, height - look.px(8)});
    float y = ImGui::GetCursorScreenPos().y + look.px(4) + pitch / 2;
    ImGui::Dummy({1, pitch * static_cast<float>(lines.size()) + look.px(8)});
    for (const StateLine& line : lines) {
        draw_state_line(look, line, desk.now_s, column.left + look.px(12),
                        column.right() - look.px(12), y, ink);
        y += pitch;
    }
    ImGui::EndChild();
    ImGui::PopStyleColor();
    advance(column, height + look.px(8));
}

void draw_state(const Desk& desk, const Subject& subject, Column& column) {
    const Look& look = desk.look;
    const bool ours = desk.inspection.actor == desk.ui.selected;
    const auto& lines = desk.inspection.state.lines();
    const bool shown = ours && !lines.empty();
    const ImU32 ink = subject.gone ? look.theme.faint : look.theme.text;
    draw_heading(look, column, subject.gone && shown ? "Last known state" : "State",
                 shown ? "read " + age(desk.now_s - desk.inspection.answered_s) + " ago" : "");
    if (shown) {
        draw_state_lines(desk, ink, column);
        if (desk.inspection.state.truncated())
            draw_heading(look, column, "Cut", "only the first 400 lines are shown");
        return;
    }
    const std::string why = no_state_sentence(desk, subject.gone);
    const float inner = column.width - look.px(24);
    const float height = wrapped_height(look.type.body, inner, why) + look.px(20);
    ImGui::GetWindowDrawList()->AddRectFilled({column.left, column.y},
                                              {column.right(), column.y + height},
                                              look.theme.raised, look.px(6));
    write_wrapped(look.type.body, {column.left + look.px(12), column.y + look.px(10)}, inner,
                  look.theme.faint, why);
    advance(column, height + look.px(8));
}

void draw_failure(const Desk& desk, Column& column) {
    const Look& look = desk.look;
    if (desk.inspection.actor != desk.ui.selected || !desk.inspection.details) return;
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

}  // namespace

void draw_inspector(Desk& desk) {
    if (desk.ui.selected == probe::ActorId{}) {
        draw_overview(desk);
        return;
    }
    const Look& look = desk.look;
    const ImVec2 corner = ImGui::GetWindowPos();
    const Subject subject = subject_of(desk);
    Column column{corner.x + look.px(margin), ImGui::GetWindowWidth() - look.px(2 * margin),
                  corner.y + look.px(12) - ImGui::GetScrollY()};
    draw_subject(look, subject, column);
    draw_verbs(desk, subject.row, column);
    draw_facts(look, subject, column);
    draw_rates(desk, subject, column);
    draw_state(desk, subject, column);
    draw_failure(desk, column);
    ImGui::SetCursorScreenPos({column.left, column.y});
    draw_message_panel(desk, subject.row, column.width);
}

}  // namespace callboard::dashboard
