#include "dashboard/views/supervision_tree.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "dashboard/model/format.hpp"
#include "dashboard/views/link_words.hpp"
#include "dashboard/views/marks.hpp"
#include "dashboard/views/text.hpp"
#include "dashboard/views/verbs.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {
namespace {

constexpr float row_height = 24;

void choose_found(Desk& desk) {
    const auto found = desk.world.find_all(desk.ui.tree.find);
    if (found.empty()) {
        desk.ui.table.filter = desk.ui.tree.find;
        desk.ui.tab = Tab::Actors;
        return;
    }
    select(desk.ui, desk.world.id(found.front()));
    if (found.size() > 1) desk.ui.table.filter = desk.ui.tree.find;
}

float draw_find(Desk& desk, ImVec2 corner, float width) {
    const Look& look = desk.look;
    ImGui::SetCursorScreenPos({corner.x + look.px(12), corner.y + look.px(12)});
    if (text_field(look, "##find", desk.ui.tree.find, width - look.px(24),
                   {.hint = "Find an actor", .key = "Ctrl P", .focus = desk.keys.jump}))
        choose_found(desk);
    return corner.y + look.px(52);
}

float draw_program(const Desk& desk, float left, float top, float width) {
    const Look& look = desk.look;
    write_label(look, {left + look.px(16), top + look.px(10)}, look.theme.dim, "Program");
    const float y = top + look.px(34);
    const bool stale = is_stale(desk);
    draw_mark(*ImGui::GetWindowDrawList(), {Shape::Square, stale ? look.theme.idle : look.theme.ok},
              {left + look.px(22), y}, look.px(10));
    const std::string count = stale ? "?" : number(static_cast<double>(desk.world.live()));
    const float count_width = width_of(look.type.body, count);
    const probe::LinkStatus& status = desk.link.status;
    const std::string text =
        status.node.empty() ? status.address : status.node + " · " + status.address;
    write_fitted(look.type.body, {left + look.px(36), y}, width - look.px(60) - count_width,
                 stale ? look.theme.faint : look.theme.text, text);
    write_right(look.type.body, {left + width - look.px(16), y}, look.theme.dim, count);
    return top + look.px(54);
}

void draw_arrow(const Look& look, ImVec2 centre, bool opened, ImU32 colour) {
    const float r = look.px(3.5f);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (opened)
        list.AddTriangleFilled({centre.x - r, centre.y - r * 0.6f},
                               {centre.x + r, centre.y - r * 0.6f}, {centre.x, centre.y + r * 0.8f},
                               colour);
    else
        list.AddTriangleFilled({centre.x - r * 0.6f, centre.y - r}, {centre.x + r * 0.8f, centre.y},
                               {centre.x - r * 0.6f, centre.y + r}, colour);
}

// The line that stands for the children left out.
void draw_more(Desk& desk, const TreeRow& line, float x, float y, bool pressed) {
    const Look& look = desk.look;
    write(look.type.body, {x, y}, look.theme.dim, grouped(line.more) + " more");
    if (!pressed) return;
    desk.rows.tree.show_more(line.row == no_row ? probe::ActorId{} : desk.world.id(line.row));
}

void press_line(Desk& desk, const TreeRow& line, float x) {
    const probe::ActorId actor = desk.world.id(line.row);
    const bool on_arrow = ImGui::GetIO().MousePos.x < x;
    if (line.has_children && (on_arrow || desk.ui.selected == actor)) desk.rows.tree.toggle(actor);
    if (on_arrow && line.has_children) return;
    select(desk.ui, actor);
    desk.ui.tree.revealed = actor;
}

void draw_line_text(Desk& desk, const TreeRow& line, float x, float y, float right) {
    const Look& look = desk.look;
    const World& world = desk.world;
    const bool gone = world.gone(line.row);
    const Mark mark = mark_of(look.theme, world, line.row);
    draw_mark(*ImGui::GetWindowDrawList(), mark, {x + look.px(6), y}, look.px(9));
    const std::string count = line.has_children && !line.opened ? grouped(line.child_count)
                                                                : grouped(world.mailbox(line.row));
    const ImU32 count_ink = count == "0" || gone ? look.theme.faint : look.theme.dim;
    const float count_width = write_right(look.type.body, {right, y}, count_ink, count);
    const float name_x = x + look.px(18);
    const std::string name =
        fitted(look.type.body, world.name(line.row), right - name_x - count_width - look.px(8));
    const float width =
        write(look.type.body, {name_x, y}, gone ? look.theme.faint : look.theme.text, name);
    if (gone)
        ImGui::GetWindowDrawList()->AddLine({name_x, y}, {name_x + width, y}, look.theme.faint,
                                            look.scale);
}

void draw_line(Desk& desk, const TreeRow& line, int index, float left, float width) {
    const Look& look = desk.look;
    const float height = look.px(row_height);
    const ImVec2 low{left, ImGui::GetCursorScreenPos().y};
    ImGui::PushID(index);
    const bool pressed = ImGui::InvisibleButton("line", {width, height});
    const bool hovered = ImGui::IsItemHovered();
    ImGui::PopID();
    const float arrow_x = left + look.px(14) + look.px(14) * static_cast<float>(line.depth);
    const float x = arrow_x + look.px(10);
    const float y = middle(low.y, height);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool chosen = line.more == 0 && desk.world.id(line.row) == desk.ui.selected;
    const ImVec2 high{left + width, low.y + height};
    if (chosen || hovered)
        list.AddRectFilled(low, high, chosen ? look.theme.chosen : faded(look.theme.chosen, 0.45f));
    if (chosen) list.AddRectFilled(low, {low.x + look.px(2), high.y}, look.theme.accent);
    if (line.more > 0) {
        draw_more(desk, line, x, y, pressed);
        return;
    }
    if (line.has_children)
        draw_arrow(look, {arrow_x, y}, line.opened, hovered ? look.theme.text : look.theme.dim);
    draw_line_text(desk, line, x, y, left + width - look.px(16));
    if (pressed) press_line(desk, line, x);
}

// Opens what stands above the chosen actor, once for each choice.
void reveal_choice(Desk& desk) {
    if (desk.ui.tree.revealed == desk.ui.selected) return;
    desk.ui.tree.revealed = desk.ui.selected;
    const Row row = desk.world.row_of(desk.ui.selected);
    if (row != no_row) desk.rows.tree.reveal(desk.world, row);
}

// The first look shows something: the root stands open, and what is below it too
// when that is little. Once for each root, so that what a person closes stays closed.
void unfold(Desk& desk) {
    constexpr std::size_t lines_max = 40, family_max = 8;
    const World& world = desk.world;
    if (!world.whole() || world.roots().empty()) return;
    const Row root = world.roots().front();
    if (desk.ui.tree.unfolded == world.id(root)) return;
    desk.ui.tree.unfolded = world.id(root);
    desk.rows.tree.open(world.id(root));
    std::size_t lines = world.roots().size() + world.children(root).size();
    for (const Row child : world.children(root)) {
        const std::size_t family = world.children(child).size();
        if (family == 0 || family > family_max || lines + family > lines_max) continue;
        desk.rows.tree.open(world.id(child));
        lines += family;
    }
}

// The gone leave the tree soon, so that a busy nursery does not bury the living; the
// table keeps them for their whole grace.
std::vector<const TreeRow*> lines_of(Desk& desk) {
    constexpr std::uint64_t shown_gone_ns = 2'000'000'000;
    const World& world = desk.world;
    std::vector<const TreeRow*> lines;
    for (const TreeRow& line : desk.rows.tree.rows(world)) {
        const bool left = line.more == 0 && !line.has_children && world.gone(line.row) &&
                          world.at_ns() > world.gone_at_ns(line.row) + shown_gone_ns;
        if (!left || world.id(line.row) == desk.ui.selected) lines.push_back(&line);
    }
    return lines;
}

void draw_lines(Desk& desk, ImVec2 low, ImVec2 size) {
    const Look& look = desk.look;
    unfold(desk);
    reveal_choice(desk);
    const auto lines = lines_of(desk);
    ImGui::SetCursorScreenPos(low);
    ImGui::BeginChild("tree", size);
    if (lines.empty())
        draw_empty(look, low, size, "No supervisor yet.",
                   "The tree grows as the program spawns actors.");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(lines.size()), look.px(row_height));
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
            draw_line(desk, *lines[static_cast<std::size_t>(i)], i, low.x, size.x);
    ImGui::PopStyleVar();
    ImGui::EndChild();
}

}  // namespace

void draw_supervision_tree(Desk& desk) {
    const Look& look = desk.look;
    const ImVec2 corner = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    float y = draw_find(desk, corner, size.x);
    y = draw_program(desk, corner.x, y, size.x);
    write_label(look, {corner.x + look.px(16), y + look.px(10)}, look.theme.dim, "Supervision");
    y += look.px(26);
    draw_lines(desk, {corner.x, y}, {size.x, corner.y + size.y - y});
}

}  // namespace callboard::dashboard
