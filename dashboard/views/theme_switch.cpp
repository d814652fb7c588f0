#include "dashboard/views/theme_switch.hpp"

#include "dashboard/views/text.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {

void draw_theme_switch(Desk& desk, ImVec2 top_right) {
    const Look& look = desk.look;
    const float gap = look.px(24);
    float width = 0;
    for (int i = 0; i < theme_count; ++i)
        width += width_of(look.type.small, to_text(static_cast<ThemeName>(i))) + gap;
    const float height = look.px(26);
    const ImVec2 low{top_right.x - width, top_right.y};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(low, {top_right.x, low.y + height}, look.theme.raised, look.px(6));
    float x = low.x;
    for (int i = 0; i < theme_count; ++i) {
        const auto name = static_cast<ThemeName>(i);
        const float item = width_of(look.type.small, to_text(name)) + gap;
        ImGui::SetCursorScreenPos({x, low.y});
        ImGui::PushID(i);
        if (ImGui::InvisibleButton("theme", {item, height})) desk.ui.theme = name;
        const float warmth = eased(look, ImGui::GetID("theme"), ImGui::IsItemHovered());
        ImGui::PopID();
        const bool chosen = desk.ui.theme == name;
        if (chosen)
            list.AddRectFilled({x + look.px(2), low.y + look.px(2)},
                               {x + item - look.px(2), low.y + height - look.px(2)},
                               look.theme.chosen, look.px(5));
        write_centred(look.type.small, {x + item / 2, middle(low.y, height)},
                      chosen ? look.theme.accent : mixed(look.theme.dim, look.theme.text, warmth),
                      to_text(name));
        x += item;
    }
}

}  // namespace callboard::dashboard
