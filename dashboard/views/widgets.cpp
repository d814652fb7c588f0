#include "dashboard/views/widgets.hpp"

#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "dashboard/views/telling.hpp"
#include "dashboard/views/text.hpp"

namespace callboard::dashboard {
namespace {

using Told = Telling::Control::Kind;

struct ButtonColours {
    ImU32 rest, hovered, text;
};

ButtonColours colours_of(const Theme& theme, ButtonKind kind) {
    switch (kind) {
        case ButtonKind::Primary:
            return {theme.accent, mixed(theme.accent, theme.text, 0.18f), theme.on_accent};
        case ButtonKind::Danger: return {faded(theme.bad, 0.16f), theme.bad, theme.bad};
        case ButtonKind::Bare: return {0, theme.chosen, theme.dim};
        case ButtonKind::Plain: break;
    }
    return {theme.chosen, mixed(theme.chosen, theme.text, 0.12f), theme.text};
}

void draw_focus(const Look& look, ImVec2 low, ImVec2 high) {
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible)
        ImGui::GetWindowDrawList()->AddRect(low, high, look.theme.accent, look.px(6), 0,
                                            look.px(1));
}

}  // namespace

float middle(float top, float height) { return std::floor(top + height / 2); }

float eased(const Look& look, ImGuiID id, bool on) {
    float& value = *ImGui::GetStateStorage()->GetFloatRef(id, on ? 1.f : 0.f);
    const float step =
        look.motion_seconds > 0 ? ImGui::GetIO().DeltaTime / look.motion_seconds : 1.f;
    value = std::clamp(value + (on ? step : -step), 0.f, 1.f);
    return value * value * (3 - 2 * value);
}

float button_width(const Look& look, std::string_view text) {
    return width_of(look.type.strong, text) + look.px(20);
}

bool button(const Look& look, const char* id, const ButtonText& given) {
    const ImVec2 size{std::max(given.width, button_width(look, given.text)), look.px(26)};
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const ImVec2 high{low.x + size.x, low.y + size.y};
    const bool pressed = ImGui::InvisibleButton(id, size) && given.enabled;
    tell_control({Told::Button, std::string(given.text), low, high, given.enabled});
    const bool hovered = ImGui::IsItemHovered();
    const float warmth = eased(look, ImGui::GetID(id), hovered && given.enabled);
    ButtonColours colours = colours_of(look.theme, given.kind);
    if (!given.enabled) colours = {look.theme.chosen, look.theme.chosen, look.theme.faint};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float sink = ImGui::IsItemActive() && given.enabled ? look.px(1) : 0;
    const ImU32 bed = colours.rest == 0 ? faded(colours.hovered, warmth)
                                        : mixed(colours.rest, colours.hovered, warmth);
    list.AddRectFilled(low, high, given.enabled ? bed : faded(colours.rest, 0.55f), look.px(6));
    ImU32 text = colours.text;
    if (given.kind == ButtonKind::Danger) text = mixed(text, look.theme.surface, warmth);
    if (given.kind == ButtonKind::Bare) text = mixed(text, look.theme.text, warmth);
    write_centred(look.type.strong, {(low.x + high.x) / 2, middle(low.y, size.y) + sink}, text,
                  given.text);
    draw_focus(look, low, high);
    if (hovered && !given.reason.empty()) tooltip(look, given.reason);
    return pressed;
}

float chip_width(const Look& look, std::string_view text, bool removable) {
    return width_of(look.type.small, text) + look.px(removable ? 34 : 20);
}

bool chip(const Look& look, const char* id, std::string_view text, bool removable) {
    const ImVec2 size{chip_width(look, text, removable), look.px(24)};
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const ImVec2 high{low.x + size.x, low.y + size.y};
    const bool pressed = ImGui::InvisibleButton(id, size);
    tell_control({Told::Chip, std::string(text), low, high});
    const float warmth = eased(look, ImGui::GetID(id), ImGui::IsItemHovered());
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 bed = mixed(look.theme.raised, look.theme.chosen, warmth);
    list.AddRectFilled(low, high, bed, size.y / 2);
    const float y = middle(low.y, size.y);
    const ImU32 ink = removable ? look.theme.text : mixed(look.theme.dim, look.theme.text, warmth);
    write(look.type.small, {low.x + look.px(10), y}, ink, text);
    if (removable) {
        const ImVec2 centre{high.x - look.px(14), y};
        const float arm = look.px(3);
        const ImU32 cross = mixed(look.theme.dim, look.theme.text, warmth);
        list.AddLine({centre.x - arm, centre.y - arm}, {centre.x + arm, centre.y + arm}, cross,
                     look.scale * 1.3f);
        list.AddLine({centre.x - arm, centre.y + arm}, {centre.x + arm, centre.y - arm}, cross,
                     look.scale * 1.3f);
    }
    draw_focus(look, low, high);
    return pressed;
}

float key_width(const Look& look, std::string_view text) {
    return width_of(look.type.small, text) + look.px(10);
}

float draw_key(const Look& look, ImVec2 at, std::string_view text) {
    const float width = key_width(look, text);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({at.x, at.y - look.px(9)}, {at.x + width, at.y + look.px(9)},
                       look.theme.chosen, look.px(4));
    write_centred(look.type.small, {at.x + width / 2, at.y}, look.theme.dim, text);
    return width;
}

bool text_field(const Look& look, const char* id, std::string& text, float width,
                const FieldText& field) {
    const Theme& theme = look.theme;
    const float height = look.px(28);
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const ImVec2 high{low.x + width, low.y + height};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(low, high, theme.raised, look.px(6));

    ImFont* face = field.mono ? look.type.mono : look.type.body;
    ImGui::PushFont(face);
    ImGui::PushStyleColor(ImGuiCol_FrameBg, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                        ImVec2{look.px(10), (height - face->FontSize) / 2});
    ImGui::SetNextItemWidth(width);
    if (field.focus) ImGui::SetKeyboardFocusHere();
    ImGui::BeginDisabled(!field.enabled);
    const bool entered = ImGui::InputText(id, &text, ImGuiInputTextFlags_EnterReturnsTrue);
    ImGui::EndDisabled();
    const bool active = ImGui::IsItemActive();
    tell_control({Told::Field, text, low, high, field.enabled, active});
    const float warmth = eased(look, ImGui::GetID(id), active || ImGui::IsItemHovered());
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
    ImGui::PopFont();

    const ImU32 edge = field.error ? theme.bad
                       : active    ? theme.accent
                                   : mixed(theme.line, theme.faint, warmth * 0.6f);
    list.AddRect(low, high, edge, look.px(6), 0, std::max(1.f, look.scale));
    if (text.empty() && !active) {
        const float y = middle(low.y, height);
        const float key = *field.key ? key_width(look, field.key) + look.px(8) : 0;
        write_fitted(look.type.body, {low.x + look.px(10), y}, width - look.px(20) - key,
                     theme.faint, field.hint);
        if (*field.key) draw_key(look, {high.x - key, y}, field.key);
    }
    return entered;
}

bool tab(const Look& look, const char* id, std::string_view text, bool chosen) {
    const ImVec2 size{width_of(look.type.strong, text) + look.px(24), look.px(36)};
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const bool pressed = ImGui::InvisibleButton(id, size);
    const float warmth = eased(look, ImGui::GetID(id), ImGui::IsItemHovered());
    tell_control({Told::Tab, std::string(text), low, {low.x + size.x, low.y + size.y}});
    const ImU32 colour = chosen ? look.theme.text : mixed(look.theme.dim, look.theme.text, warmth);
    write_centred(chosen ? look.type.strong : look.type.body,
                  {low.x + size.x / 2, middle(low.y, size.y) + look.px(1)}, colour, text);
    if (chosen)
        ImGui::GetWindowDrawList()->AddRectFilled({low.x, low.y + size.y - look.px(2)},
                                                  {low.x + size.x, low.y + size.y},
                                                  look.theme.accent);
    return pressed;
}

void draw_sparkline(const Look& look, std::span<const float> values, ImVec2 corner, ImVec2 size,
                    ImU32 colour) {
    if (values.size() < 2) return;
    const float highest = std::max(1e-3f, *std::max_element(values.begin(), values.end()));
    const float step = size.x / static_cast<float>(values.size() - 1);
    std::vector<ImVec2> points;
    points.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        points.push_back({corner.x + step * static_cast<float>(i),
                          corner.y + size.y * (1 - std::max(0.f, values[i]) / highest)});
    ImGui::GetWindowDrawList()->AddPolyline(points.data(), static_cast<int>(points.size()), colour,
                                            ImDrawFlags_None, 1.3f * look.scale);
}

void draw_empty(const Look& look, ImVec2 corner, ImVec2 size, std::string_view why,
                std::string_view what_to_do) {
    const float width = std::min(size.x - look.px(32), look.px(380));
    const float gap = look.px(6);
    const float height = wrapped_height(look.type.strong, width, why) + gap +
                         wrapped_height(look.type.body, width, what_to_do);
    const float x = corner.x + (size.x - width) / 2;
    float y = corner.y + std::max(look.px(16), (size.y - height) * 0.4f);
    y += write_wrapped(look.type.strong, {x, y}, width, look.theme.dim, why) + gap;
    write_wrapped(look.type.body, {x, y}, width, look.theme.faint, what_to_do);
}

// A child window of its own: children are drawn over their parent's list.
void draw_veil(const Look& look, ImVec2 low, ImVec2 size) {
    ImGui::SetCursorScreenPos(low);
    ImGui::PushStyleColor(ImGuiCol_ChildBg, faded(look.theme.surface, 0.5f));
    ImGui::BeginChild("veil", size, false,
                      ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoDecoration);
    ImGui::EndChild();
    ImGui::PopStyleColor();
}

void tooltip(const Look& look, std::string_view text) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, look.px(10, 6));
    ImGui::BeginTooltip();
    ImGui::PushFont(look.type.small);
    ImGui::PushTextWrapPos(look.px(340));
    ImGui::TextUnformatted(text.data(), text.data() + text.size());
    tell_text(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), text);
    ImGui::PopTextWrapPos();
    ImGui::PopFont();
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

}  // namespace callboard::dashboard
