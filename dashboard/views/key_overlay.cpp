#include "dashboard/views/key_overlay.hpp"

#include <cmath>
#include <iterator>

#include "dashboard/views/dialog.hpp"
#include "dashboard/views/marks.hpp"
#include "dashboard/views/text.hpp"
#include "dashboard/views/theme_switch.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {
namespace {

struct Key {
    const char* key;
    const char* meaning;
};
constexpr Key keys[] = {
    {"/", "Filter the actors"},
    {"Ctrl P", "Find an actor"},
    {"↑ ↓", "Choose the one above or below"},
    {"PgUp  PgDn", "Go a page; Home and End to the ends"},
    {"Enter", "Inspect: choose the first, or write to the chosen"},
    {"Tab", "The next field"},
    {"Del", "Stop the chosen actor, after asking"},
    {"Space", "Hold the view still, or go on"},
    {"Esc", "Back: close, clear, let go"},
    {"Ctrl +  −  0", "Larger, smaller, normal size"},
    {"?", "This card"},
};

struct Meaning {
    Shape shape;
    ImU32 Theme::*colour;
    const char* text;
};
constexpr Meaning meanings[] = {
    {Shape::Full, &Theme::ok, "At work"},     {Shape::Half, &Theme::busy, "Long queue"},
    {Shape::Hollow, &Theme::idle, "Idle"},    {Shape::Bars, &Theme::info, "Suspended"},
    {Shape::Turn, &Theme::bad, "Restarting"}, {Shape::Cross, &Theme::faint, "Gone"},
};

constexpr float pitch = 28;

void draw_keys(const Look& look, float left, float top) {
    for (const Key& key : keys) {
        draw_key(look, {left, top}, key.key);
        write(look.type.body, {left + look.px(108), top}, look.theme.text, key.meaning);
        top += look.px(pitch);
    }
}

void draw_meanings(const Look& look, float left, float top, float width) {
    int index = 0;
    for (const Meaning& meaning : meanings) {
        const float x = left + static_cast<float>(index % 3) * width / 3;
        const float y = top + static_cast<float>(index / 3) * look.px(pitch);
        draw_mark(*ImGui::GetWindowDrawList(), {meaning.shape, look.theme.*meaning.colour},
                  {x + look.px(6), y}, look.px(11));
        write(look.type.body, {x + look.px(20), y}, look.theme.dim, meaning.text);
        ++index;
    }
}

}  // namespace

void draw_key_overlay(Desk& desk) {
    if (!desk.ui.help) return;
    const Look& look = desk.look;
    const ImVec2 size = look.px(480, 56 + pitch * std::size(keys) + 112);
    if (!begin_dialog(look, "keys", size)) return;
    const ImVec2 corner = ImGui::GetWindowPos();
    const float left = corner.x + look.px(24);
    write(look.type.subject, {left, corner.y + look.px(28)}, look.theme.text, "Keys");
    draw_theme_switch(desk, {corner.x + size.x - look.px(24), corner.y + look.px(15)});
    draw_keys(look, left, corner.y + look.px(68));
    const float below = corner.y + look.px(68 + pitch * std::size(keys));
    write_label(look, {left, below + look.px(6)}, look.theme.dim, "Shapes");
    draw_meanings(look, left, below + look.px(32), size.x - look.px(48));
    const bool inside =
        ImGui::IsMouseHoveringRect(corner, {corner.x + size.x, corner.y + size.y}, false);
    if (ImGui::IsMouseClicked(0) && !inside) desk.ui.help = false;
    ImGui::EndPopup();
}

}  // namespace callboard::dashboard
