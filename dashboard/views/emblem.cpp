#include "dashboard/views/emblem.hpp"

namespace callboard::dashboard {

void draw_emblem(const Look& look, ImVec2 corner, float size) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(corner, {corner.x + size, corner.y + size}, look.theme.raised,
                       size * Emblem::corner);
    for (const Emblem::Line& line : Emblem::lines) {
        const ImU32 ink = look.theme.*line.ink;
        const float y = corner.y + size * line.y;
        const float x = corner.x + size * Emblem::bar_x;
        const float half = size * Emblem::bar_half;
        list.AddCircleFilled({corner.x + size * Emblem::disc_x, y}, size * Emblem::disc_radius,
                             ink);
        list.AddRectFilled({x, y - half}, {x + size * line.length, y + half}, ink, half);
    }
}

}  // namespace callboard::dashboard
