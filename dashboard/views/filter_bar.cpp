#include "dashboard/views/filter_bar.hpp"

#include <algorithm>
#include <string>

#include "dashboard/model/format.hpp"
#include "dashboard/views/link_words.hpp"
#include "dashboard/views/marks.hpp"
#include "dashboard/views/text.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {
namespace {

// Offered while nothing is filtered: one click shows what a filter can say.
constexpr const char* offers[] = {"state:busy", "mailbox>100", "restarts>0"};

std::string small_print(const Desk& desk) {
    std::string text = desk.rows.actors.summary();
    if (desk.world.frames_missed() > 0)
        text += " · " + grouped(desk.world.frames_missed()) + " frames missed";
    else
        text += desk.world.whole() ? " · exact" : " · still coming in";
    if (desk.ui.paused) return text + " · held still";
    return text + " · " + age(desk.link.data_age_s) + " old";
}

void draw_terms(Desk& desk, float x, float y, float right) {
    const Look& look = desk.look;
    const ActorFilter& filter = desk.rows.actors.filter();
    for (std::size_t i = 0; i < filter.terms().size(); ++i) {
        const std::string& text = filter.terms()[i].text;
        const float width = chip_width(look, text, true);
        if (x + width > right) return;
        ImGui::SetCursorScreenPos({x, y});
        ImGui::PushID(static_cast<int>(i));
        if (chip(look, "term", text, true)) desk.ui.table.filter = filter.text_without(i);
        ImGui::PopID();
        x += width + look.px(6);
    }
}

void draw_offers(Desk& desk, float x, float y, float right) {
    const Look& look = desk.look;
    for (const char* offer : offers) {
        const float width = chip_width(look, offer, false);
        if (x + width > right) return;
        ImGui::SetCursorScreenPos({x, y});
        if (chip(look, offer, offer, false)) desk.ui.table.filter = offer;
        x += width + look.px(6);
    }
}

}  // namespace

void draw_filter_bar(Desk& desk, ImVec2 low, float width) {
    const Look& look = desk.look;
    const float field = std::min(look.px(220), width * 0.4f);
    const std::string& error = desk.rows.actors.filter().error();
    ImGui::SetCursorScreenPos({low.x + look.px(12), low.y + look.px(10)});
    text_field(look, "##filter", desk.ui.table.filter, field,
               {.hint = "Filter", .key = "/", .error = !error.empty(), .focus = desk.keys.filter});
    const float y = middle(low.y, look.px(filter_bar_height));
    const float x = low.x + look.px(20) + field;
    const float right = low.x + width - look.px(16);
    if (!error.empty()) {
        write_fitted(look.type.small, {x, y}, right - x, look.theme.bad, error);
        return;
    }
    const std::string print = small_print(desk);
    const float print_width = std::min(width_of(look.type.small, print), right - x);
    write_fitted(look.type.small, {right - print_width, y}, print_width, look.theme.dim, print);
    const float chips_right = right - print_width - look.px(12);
    if (desk.ui.table.filter.empty())
        draw_offers(desk, x, y - look.px(12), chips_right);
    else
        draw_terms(desk, x, y - look.px(12), chips_right);
}

}  // namespace callboard::dashboard
