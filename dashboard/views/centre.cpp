#include "dashboard/views/centre.hpp"

#include "dashboard/views/actor_table.hpp"
#include "dashboard/views/link_words.hpp"
#include "dashboard/views/marks.hpp"
#include "dashboard/views/stage_map.hpp"
#include "dashboard/views/text.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {
namespace {

struct View {
    Tab tab;
    const char* title;
    void (*draw)(Desk&);
};
constexpr View views[] = {
    {Tab::Actors, "Actors", draw_actor_table},
    {Tab::Map, "Map", draw_stage_map},
};

float draw_tabs(Desk& desk, ImVec2 corner, float width) {
    const Look& look = desk.look;
    const float height = look.px(44);
    ImGui::GetWindowDrawList()->AddRectFilled({corner.x, corner.y + height - look.px(1)},
                                              {corner.x + width, corner.y + height},
                                              look.theme.line);
    ImGui::SetCursorScreenPos({corner.x + look.px(12), corner.y + look.px(8)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, look.px(2, 0));
    for (const View& view : views) {
        if (tab(look, view.title, view.title, desk.ui.tab == view.tab)) desk.ui.tab = view.tab;
        ImGui::SameLine();
    }
    ImGui::PopStyleVar();
    return corner.y + height;
}

// Says that the figures below are old, and why.
float draw_stale_banner(const Desk& desk, ImVec2 corner, float width) {
    const Look& look = desk.look;
    if (!is_stale(desk)) return corner.y;
    const LinkWords words = link_words(desk);
    const float height = look.px(32);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(corner, {corner.x + width, corner.y + height},
                       faded(words.mark.colour, 0.14f));
    const float y = middle(corner.y, height);
    draw_mark(list, words.mark, {corner.x + look.px(22), y}, look.px(10));
    const float x = corner.x + look.px(36);
    const float word = write(look.type.strong, {x, y}, words.mark.colour, words.word) + look.px(10);
    write_fitted(look.type.body, {x + word, y}, width - word - look.px(52), look.theme.text,
                 words.sentence);
    return corner.y + height;
}

}  // namespace

void draw_centre(Desk& desk) {
    const ImVec2 corner = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    float y = draw_tabs(desk, corner, size.x);
    y = draw_stale_banner(desk, {corner.x, y}, size.x);
    if (desk.world.empty()) {
        draw_empty(
            desk.look, {corner.x, y}, {size.x, corner.y + size.y - y},
            "Waiting for the first frame from " + desk.link.status.address + ".",
            desk.link.status.sentence.empty()
                ? "It comes within a tick once the program answers. Esc goes back to the start."
                : desk.link.status.sentence);
        return;
    }
    ImGui::SetCursorScreenPos({corner.x, y});
    ImGui::BeginChild("view", {size.x, corner.y + size.y - y});
    for (const View& view : views)
        if (view.tab == desk.ui.tab) view.draw(desk);
    if (is_stale(desk)) draw_veil(desk.look, {corner.x, y}, {size.x, corner.y + size.y - y});
    ImGui::EndChild();
}

}  // namespace callboard::dashboard
