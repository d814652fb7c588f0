#include "dashboard/views/overview.hpp"

#include <cmath>
#include <string>

#include "dashboard/model/format.hpp"
#include "dashboard/views/marks.hpp"
#include "dashboard/views/text.hpp"
#include "dashboard/views/verbs.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {
namespace {

constexpr float margin = 16;
constexpr float row_height = 26;

// Where the next line goes.
struct Pen {
    float left, right, y;
};

void draw_heading(const Look& look, Pen& pen, const char* text, const char* unit) {
    const float y = pen.y + look.px(12);
    write_label(look, {pen.left, y}, look.theme.dim, text);
    write_right(look.type.small, {pen.right, y}, look.theme.dim, unit);
    pen.y += look.px(28);
}

void draw_actor(Desk& desk, Pen& pen, Row row, const std::string& value, ImU32 ink) {
    const Look& look = desk.look;
    const float height = look.px(row_height);
    const float low = pen.left - look.px(8);
    const float width = pen.right - pen.left + look.px(16);
    ImGui::PushID(static_cast<int>(row));
    ImGui::SetCursorScreenPos({low, pen.y});
    if (ImGui::InvisibleButton("actor", {width, height})) select(desk.ui, desk.world.id(row));
    const float warmth = eased(look, ImGui::GetID("actor"), ImGui::IsItemHovered());
    ImGui::PopID();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({low, pen.y}, {low + width, pen.y + height},
                       faded(look.theme.chosen, warmth), look.px(6));
    const float y = middle(pen.y, height);
    draw_mark(list, mark_of(look.theme, desk.world, row), {pen.left + look.px(6), y}, look.px(10));
    const float value_width = write_right(look.type.body, {pen.right, y}, ink, value);
    write_fitted(look.type.body, {pen.left + look.px(20), y},
                 pen.right - pen.left - value_width - look.px(28), look.theme.text,
                 desk.world.name(row));
    pen.y += height;
}

void draw_nobody(const Look& look, Pen& pen, const char* sentence) {
    write(look.type.body, {pen.left, middle(pen.y, look.px(row_height))}, look.theme.dim, sentence);
    pen.y += look.px(row_height);
}

void draw_foremost(Desk& desk, Pen& pen) {
    const World& world = desk.world;
    const Look& look = desk.look;
    Foremost& foremost = desk.rows.foremost;
    foremost.follow(world);
    draw_heading(look, pen, "Longest queues", "waiting");
    if (foremost.queues().empty()) draw_nobody(look, pen, "Nobody has mail waiting.");
    for (const Row row : foremost.queues()) {
        const std::uint32_t waiting = world.mailbox(row);
        const ImU32 ink =
            waiting >= queue_long ? severity_of(look.theme, waiting) : look.theme.text;
        ImGui::PushID("queue");
        draw_actor(desk, pen, row, grouped(waiting), ink);
        ImGui::PopID();
    }
    pen.y += look.px(8);
    draw_heading(look, pen, "Busiest", "msg/s");
    if (foremost.rates().empty()) draw_nobody(look, pen, "Nobody handles messages now.");
    for (const Row row : foremost.rates()) {
        ImGui::PushID("rate");
        draw_actor(desk, pen, row, number(std::round(world.rate(row))), look.theme.text);
        ImGui::PopID();
    }
    pen.y += look.px(8);
    draw_heading(look, pen, "Most failures", "failed");
    if (foremost.failures().empty()) draw_nobody(look, pen, "No handler has thrown.");
    for (const Row row : foremost.failures()) {
        ImGui::PushID("failure");
        draw_actor(desk, pen, row, grouped(world.failed(row)), look.theme.bad);
        ImGui::PopID();
    }
    pen.y += look.px(8);
}

struct Step {
    const char* key;
    const char* meaning;
};
constexpr Step steps[] = {
    {"click", "an actor: its state, live"},
    {"Message…", "send it what it accepts"},
    {"Restart  Stop", "asks before it acts"},
    {"Ctrl P", "find an actor by name"},
    {"/", "filter the table"},
    {"?", "all keys and shapes"},
};

void draw_steps(const Look& look, Pen& pen) {
    draw_heading(look, pen, "How to begin", "");
    for (const Step& step : steps) {
        const float y = middle(pen.y, look.px(row_height));
        draw_key(look, {pen.left, y}, step.key);
        write_fitted(look.type.body, {pen.left + look.px(112), y},
                     pen.right - pen.left - look.px(112), look.theme.dim, step.meaning);
        pen.y += look.px(row_height);
    }
}

}  // namespace

void draw_overview(Desk& desk) {
    const Look& look = desk.look;
    const ImVec2 corner = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    Pen pen{corner.x + look.px(margin), corner.x + size.x - look.px(margin),
            corner.y + look.px(12) - ImGui::GetScrollY()};
    write(look.type.subject, {pen.left, pen.y + look.px(10)}, look.theme.text, "Who stands out");
    pen.y += look.px(28);
    write_fitted(look.type.small, {pen.left, pen.y + look.px(4)}, pen.right - pen.left,
                 look.theme.dim, "No actor is chosen: click one, here or anywhere.");
    pen.y += look.px(26);
    draw_foremost(desk, pen);
    draw_steps(look, pen);
    ImGui::SetCursorScreenPos({pen.left, pen.y});
    ImGui::Dummy({1, look.px(8)});
}

}  // namespace callboard::dashboard
