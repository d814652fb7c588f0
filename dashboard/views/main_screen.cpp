#include "dashboard/views/main_screen.hpp"

#include <algorithm>
#include <cmath>

#include "dashboard/views/key_overlay.hpp"
#include "dashboard/views/link_words.hpp"
#include "dashboard/views/panels.hpp"
#include "dashboard/views/start_screen.hpp"
#include "dashboard/views/verbs.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {
namespace {

constexpr float top_height = 52;
constexpr float bottom_height_empty = 64;  // While nothing was asked of the program.

// Design sizes under which a side panel leaves the stage to the centre.
constexpr float width_for_left = 900;
constexpr float height_for_bottom = 480;

struct Area {
    ImVec2 low, size;
};

// The screen cut into panels with one pixel of ground between them.
struct Layout {
    Area top, left, centre, right, bottom;

    const Area& at(Place place) const {
        switch (place) {
            case Place::Top: return top;
            case Place::Left: return left;
            case Place::Right: return right;
            case Place::Bottom: return bottom;
            case Place::Centre: break;
        }
        return centre;
    }
};

Layout lay_out(const Look& look, const Splits& splits, bool has_commands, ImVec2 screen) {
    const float gap = std::max(1.f, look.px(1));
    const float top = look.px(top_height);
    const bool has_left = screen.x / look.scale >= width_for_left;
    const bool has_bottom = screen.y / look.scale >= height_for_bottom;
    const float bottom_wanted = has_commands ? splits.bottom : bottom_height_empty;
    const float left = has_left ? std::min(look.px(splits.left), screen.x * 0.25f) : 0;
    const float right = std::min(look.px(splits.right), screen.x * 0.48f);
    const float bottom = has_bottom ? std::min(look.px(bottom_wanted), screen.y * 0.4f) : 0;
    const float middle_top = top + gap;
    const float middle_high = screen.y - middle_top - (has_bottom ? bottom + gap : 0);
    const float centre_left = has_left ? left + gap : 0;
    const float centre_wide = screen.x - centre_left - right - gap;
    return {.top = {{0, 0}, {screen.x, top}},
            .left = {{0, middle_top}, {left, middle_high}},
            .centre = {{centre_left, middle_top}, {centre_wide, middle_high}},
            .right = {{screen.x - right, middle_top}, {right, screen.y - middle_top}},
            .bottom = {{0, screen.y - bottom}, {screen.x - right - gap, bottom}}};
}

void draw_panel(Desk& desk, const Panel& panel, const Area& area) {
    if (area.size.x < 1 || area.size.y < 1) return;
    ImGui::SetCursorScreenPos(area.low);
    const bool scrolls = panel.place == Place::Right;
    ImGui::BeginChild(panel.id, area.size, false,
                      scrolls ? ImGuiWindowFlags_None
                              : ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    panel.draw(desk);
    const bool tells_of_actors = panel.place == Place::Left || panel.place == Place::Right;
    if (tells_of_actors && is_stale(desk) && !desk.world.empty())
        draw_veil(desk.look, area.low, area.size);
    ImGui::EndChild();
}

// A splitter is the gap, with a wider hold around it. Answers how far it was dragged, in design
// pixels.
float drag(const Look& look, const char* id, const Area& hold, bool upright) {
    ImGui::SetCursorScreenPos(hold.low);
    ImGui::InvisibleButton(id, hold.size);
    const bool held = ImGui::IsItemActive();
    if (held || ImGui::IsItemHovered()) {
        ImGui::SetMouseCursor(upright ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
        const ImVec2 mid{hold.low.x + std::floor(hold.size.x / 2),
                         hold.low.y + std::floor(hold.size.y / 2)};
        const float thick = look.px(1);
        if (upright)
            ImGui::GetForegroundDrawList()->AddRectFilled({mid.x - thick, hold.low.y},
                                                          {mid.x + thick, hold.low.y + hold.size.y},
                                                          look.theme.accent);
        else
            ImGui::GetForegroundDrawList()->AddRectFilled({hold.low.x, mid.y - thick},
                                                          {hold.low.x + hold.size.x, mid.y + thick},
                                                          look.theme.accent);
    }
    if (!held) return 0;
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    return (upright ? moved.x : moved.y) / look.scale;
}

void drag_splits(Desk& desk, const Layout& layout) {
    const Look& look = desk.look;
    Splits& splits = desk.ui.splits;
    const float hold = look.px(6);
    const Area& centre = layout.centre;
    if (layout.left.size.x > 0)
        splits.left +=
            drag(look, "split left",
                 {{layout.left.size.x - hold / 2, centre.low.y}, {hold, centre.size.y}}, true);
    splits.right -= drag(
        look, "split right",
        {{layout.right.low.x - hold / 2, layout.right.low.y}, {hold, layout.right.size.y}}, true);
    if (layout.bottom.size.y > 0 && !desk.commands.empty())
        splits.bottom -=
            drag(look, "split bottom",
                 {{0, layout.bottom.low.y - hold / 2}, {layout.bottom.size.x, hold}}, false);
    splits.left = std::clamp(splits.left, 180.f, 480.f);
    splits.right = std::clamp(splits.right, 280.f, 560.f);
    splits.bottom = std::clamp(splits.bottom, 88.f, 480.f);
}

void draw_panels(Desk& desk) {
    const Layout layout =
        lay_out(desk.look, desk.ui.splits, !desk.commands.empty(), ImGui::GetIO().DisplaySize);
    if (desk.keys.jump && layout.left.size.x < 1) {
        // Where there is no room for its field, the filter finds too.
        desk.keys.filter = true;
        desk.ui.tab = Tab::Actors;
    }
    for (const Panel& panel : panels()) draw_panel(desk, panel, layout.at(panel.place));
    drag_splits(desk, layout);
    // A view that stands still must not be taken for a program that does.
    if (desk.ui.paused)
        ImGui::GetForegroundDrawList()->AddRectFilled({0, layout.top.size.y - desk.look.px(2)},
                                                      layout.top.size, desk.look.theme.info);
}

// Esc leaves the innermost thing that is open.
void go_back(Desk& desk) {
    UiState& ui = desk.ui;
    if (ui.help)
        ui.help = false;
    else if (ui.confirmation || ImGui::GetIO().WantTextInput)
        return;
    else if (!ui.table.filter.empty())
        ui.table.filter.clear();
    else if (ui.selected != probe::ActorId{})
        ui.selected = {};
    else if (desk.world.empty())
        desk.outbox.emplace_back(LeaveWish{});
}

void obey_keys(Desk& desk) {
    UiState& ui = desk.ui;
    if (desk.keys.help) ui.help = !ui.help;
    if (desk.keys.back) go_back(desk);
    if (!desk.link.open || ui.confirmation) return;
    if (desk.keys.pause) ui.paused = !ui.paused;
    if (desk.keys.filter) ui.tab = Tab::Actors;
    if (desk.keys.inspect && ui.selected != probe::ActorId{}) ui.message.wants_focus = true;
    const Row row = desk.world.row_of(ui.selected);
    if (desk.keys.stop && row != no_row && verb_objection(desk, row).empty())
        ui.confirmation = {Act::Stop, ui.selected};
}

}  // namespace

void draw_main_screen(Desk& desk) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    constexpr auto flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                           ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                           ImGuiWindowFlags_NoBringToFrontOnFocus |
                           ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::Begin("callboard", nullptr, flags);
    obey_keys(desk);
    if (desk.link.open)
        draw_panels(desk);
    else
        draw_start_screen(desk);
    draw_confirmation(desk);
    draw_key_overlay(desk);
    ImGui::End();
}

}  // namespace callboard::dashboard
