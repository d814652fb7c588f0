#include "dashboard/views/top_strip.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "dashboard/model/format.hpp"
#include "dashboard/views/link_words.hpp"
#include "dashboard/views/marks.hpp"
#include "dashboard/views/text.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {
namespace {

struct Card {
    const char* label;
    std::string value;
    ImU32 colour;
    const char* meaning;
};

std::string cost_text(const Desk& desk) {
    if (desk.world.empty() || desk.link.on_film()) return "–";
    const double share =
        static_cast<double>(desk.world.system().tick_cost_ns) / (desk.link.tick_s * 1e9);
    return number(share * 100) + " %";
}

std::vector<Card> cards_of(const Desk& desk) {
    const World& world = desk.world;
    const Theme& theme = desk.look.theme;
    const auto warn = [&](std::uint64_t count, ImU32 colour) {
        return count > 0 ? colour : theme.text;
    };
    const auto busy = world.count(probe::ActorState::Busy);
    return {
        {"Actors", grouped(world.live()), theme.text, "Actors that live now."},
        {"Busy", grouped(busy), warn(busy, theme.ok),
         "Actors that handle mail or have some waiting."},
        {"Queued", number(static_cast<double>(world.queued())),
         warn(world.queued() >= queue_severe, theme.busy),
         "Messages waiting in all mailboxes. A climbing number means that senders outrun "
         "receivers."},
        {"msg/s", number(world.system_rate()), theme.text,
         "Messages handled a second, over the last ticks."},
        {"Restarts", grouped(world.restarts()), warn(world.restarts(), theme.busy),
         "Restarts of all actors since the program started."},
        {"Dead letters", grouped(world.system().dead_letters),
         warn(world.system().dead_letters, theme.bad), "Messages whose receiver was gone."},
        {"Our cost", cost_text(desk), theme.info,
         "What the probe's tick takes of one core. Zero while nobody looks."},
    };
}

float card_width(const Look& look, const Card& card) {
    return std::max(look.px(78), std::max(width_of(look.type.small, card.label),
                                          width_of(look.type.strong, card.value)) +
                                     look.px(24));
}

void draw_card(const Look& look, const Card& card, ImVec2 low, ImVec2 size) {
    ImGui::GetWindowDrawList()->AddRectFilled(low, {low.x + size.x, low.y + size.y},
                                              look.theme.raised, look.px(6));
    write(look.type.small, {low.x + look.px(12), low.y + look.px(12)}, look.theme.dim, card.label);
    write(look.type.strong, {low.x + look.px(12), low.y + look.px(28)}, card.colour, card.value);
    if (ImGui::IsMouseHoveringRect(low, {low.x + size.x, low.y + size.y}))
        tooltip(look, card.meaning);
}

// The way back to the start screen.
float draw_wordmark(Desk& desk, float x, float y) {
    const Look& look = desk.look;
    const float width = width_of(look.type.subject, "call") + width_of(look.type.subject, "board");
    ImGui::SetCursorScreenPos({x, y - look.px(14)});
    if (ImGui::InvisibleButton("start", {width, look.px(28)}))
        desk.outbox.emplace_back(LeaveWish{});
    if (ImGui::IsItemHovered())
        tooltip(look, "Leave this program and go back to the start screen.");
    const float call = write(look.type.subject, {x, y}, look.theme.text, "call");
    return x + call + write(look.type.subject, {x + call, y}, look.theme.accent, "board");
}

// One burst, as when a program is first seen, must not flatten all else: higher
// bars than this are cut off.
float usual_height(std::vector<float> values) {
    const auto ninth = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 9 / 10);
    std::nth_element(values.begin(), ninth, values.end());
    return std::max(1.f, *ninth * 1.5f);
}

// The rate of the last ticks as bars, the newest at the right under the "now" line.
void draw_history(const Desk& desk, ImVec2 low, ImVec2 high) {
    const Look& look = desk.look;
    const std::vector<float>& values = desk.world.system_history();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({low.x, high.y}, {high.x, high.y + look.px(1)}, look.theme.line);
    const float step = look.px(4);
    const float now = high.x - look.px(3);
    list.AddRectFilled({now, low.y - look.px(2)}, {now + look.px(3), high.y},
                       desk.ui.paused ? look.theme.info : look.theme.accent, look.px(1));
    if (values.empty()) return;
    const float highest = std::max(1.f, *std::max_element(values.begin(), values.end()));
    const float full = std::min(highest, usual_height(values));
    float x = now - step;
    for (auto value = values.rbegin(); value != values.rend() && x > low.x; ++value, x -= step) {
        const float height =
            std::max(look.px(1), (high.y - low.y) * std::clamp(*value / full, 0.f, 1.f));
        list.AddRectFilled({x, high.y - height}, {x + look.px(2), high.y},
                           faded(look.theme.dim, 0.6f));
    }
    if (ImGui::IsMouseHoveringRect(low, high))
        tooltip(look,
                "Messages a second over the last ticks; the highest bar is " + rate(highest) + ".");
}

// A key's name that can be pressed with the mouse too.
bool key_button(const Look& look, const char* key, float& right, float y) {
    const float width = key_width(look, key);
    right -= width;
    ImGui::SetCursorScreenPos({right, y - look.px(9)});
    const bool pressed = ImGui::InvisibleButton(key, {width, look.px(18)});
    draw_key(look, {right, y}, key);
    return pressed;
}

float draw_link(Desk& desk, float right, float y) {
    const Look& look = desk.look;
    const LinkWords words = link_words(desk);
    float x = right;
    if (key_button(look, "?", x, y)) desk.ui.help = true;
    if (ImGui::IsItemHovered()) tooltip(look, "Keys, shapes and themes");
    x -= look.px(6);
    if (key_button(look, "Space", x, y)) desk.ui.paused = !desk.ui.paused;
    if (ImGui::IsItemHovered()) tooltip(look, "Hold the view still, or go on");
    x -= look.px(10) + width_of(look.type.strong, words.word);
    const float word_right = x + width_of(look.type.strong, words.word);
    if (desk.ui.paused)
        ImGui::GetWindowDrawList()->AddRectFilled({x - look.px(24), y - look.px(13)},
                                                  {word_right + look.px(5), y + look.px(13)},
                                                  faded(words.mark.colour, 0.22f), look.px(6));
    write(look.type.strong, {x, y}, words.mark.colour, words.word);
    x -= look.px(12);
    draw_mark(*ImGui::GetWindowDrawList(), words.mark, {x, y}, look.px(10));
    const ImVec2 low{x - look.px(8), y - look.px(12)};
    if (ImGui::IsMouseHoveringRect(low, {word_right, y + look.px(12)}))
        tooltip(look, words.sentence);
    return low.x;
}

}  // namespace

void draw_top_strip(Desk& desk) {
    const Look& look = desk.look;
    const ImVec2 corner = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    const float y = middle(corner.y, size.y);
    float x = draw_wordmark(desk, corner.x + look.px(16), y) + look.px(16);
    const float right = draw_link(desk, corner.x + size.x - look.px(16), y);
    for (const Card& card : cards_of(desk)) {
        const float width = card_width(look, card);
        if (x + width > right - look.px(8)) break;
        draw_card(look, card, {x, y - look.px(20)}, {width, look.px(40)});
        x += width + look.px(8);
    }
    if (right - x > look.px(96))
        draw_history(desk, {x + look.px(8), y - look.px(15)},
                     {right - look.px(8), y + look.px(15)});
}

}  // namespace callboard::dashboard
