#include "dashboard/views/look.hpp"

#include <cmath>

namespace callboard::dashboard {
namespace {

void set_sizes(const Look& look, ImGuiStyle& style) {
    style.WindowPadding = {0, 0};
    style.FramePadding = look.px(8, 4);
    style.ItemSpacing = look.px(8, 4);
    style.ItemInnerSpacing = look.px(6, 4);
    style.CellPadding = look.px(8, 2);
    style.ScrollbarSize = look.px(8);
    style.GrabMinSize = look.px(16);
    style.WindowRounding = 0;
    style.ChildRounding = 0;
    style.FrameRounding = look.px(6);
    style.PopupRounding = look.px(8);
    style.ScrollbarRounding = look.px(4);
    style.GrabRounding = look.px(4);
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.PopupBorderSize = 1;
    style.FrameBorderSize = 0;
    style.IndentSpacing = look.px(16);
    style.AntiAliasedLines = true;
    style.AntiAliasedFill = true;
    style.CurveTessellationTol = 0.6f;
    style.CircleTessellationMaxError = 0.12f;
}

void set_colours(const Theme& theme, ImGuiStyle& style) {
    const auto set = [&](ImGuiCol index, ImU32 colour) {
        style.Colors[index] = ImGui::ColorConvertU32ToFloat4(colour);
    };
    for (auto& colour : style.Colors) colour = ImGui::ColorConvertU32ToFloat4(theme.raised);
    set(ImGuiCol_Text, theme.text);
    set(ImGuiCol_TextDisabled, theme.faint);
    set(ImGuiCol_TextSelectedBg, faded(theme.accent, 0.3f));
    set(ImGuiCol_WindowBg, theme.ground);
    set(ImGuiCol_ChildBg, theme.surface);
    set(ImGuiCol_PopupBg, theme.raised);
    set(ImGuiCol_Border, theme.line);
    set(ImGuiCol_BorderShadow, 0);
    set(ImGuiCol_FrameBg, theme.raised);
    set(ImGuiCol_FrameBgHovered, theme.chosen);
    set(ImGuiCol_FrameBgActive, theme.chosen);
    set(ImGuiCol_ScrollbarBg, 0);
    set(ImGuiCol_ScrollbarGrab, faded(theme.faint, 0.35f));
    set(ImGuiCol_ScrollbarGrabHovered, faded(theme.faint, 0.6f));
    set(ImGuiCol_ScrollbarGrabActive, theme.faint);
    set(ImGuiCol_CheckMark, theme.accent);
    set(ImGuiCol_Header, theme.chosen);
    set(ImGuiCol_HeaderHovered, theme.chosen);
    set(ImGuiCol_HeaderActive, theme.chosen);
    set(ImGuiCol_Separator, theme.line);
    set(ImGuiCol_NavHighlight, theme.accent);
    set(ImGuiCol_ModalWindowDimBg, faded(theme.ground, 0.72f));
}

}  // namespace

float Look::px(float design_pixels) const { return std::floor(design_pixels * scale + 0.5f); }

Type one_face(ImFont* font) { return {font, font, font, font, font, font, font}; }

void apply(const Look& look, ImGuiStyle& style) {
    style = ImGuiStyle();
    set_sizes(look, style);
    set_colours(look.theme, style);
}

}  // namespace callboard::dashboard
