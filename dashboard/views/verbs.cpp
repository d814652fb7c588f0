#include "dashboard/views/verbs.hpp"

#include <cmath>

#include "dashboard/model/format.hpp"
#include "dashboard/views/dialog.hpp"
#include "dashboard/views/link_words.hpp"
#include "dashboard/views/marks.hpp"
#include "dashboard/views/text.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {
namespace {

const char* to_text(Act act) { return act == Act::Stop ? "Stop" : "Restart"; }

std::size_t descendants(const World& world, Row row) {
    std::size_t count = 0;
    std::vector<Row> waiting(world.children(row).begin(), world.children(row).end());
    while (!waiting.empty()) {
        const Row next = waiting.back();
        waiting.pop_back();
        if (!world.gone(next)) ++count;
        waiting.insert(waiting.end(), world.children(next).begin(), world.children(next).end());
    }
    return count;
}

std::string counted(std::size_t count, const char* one, const char* many) {
    return grouped(count) + " " + (count == 1 ? one : many);
}

// What the act does to others, from what is known now.
std::string consequence(const World& world, Row row, Act act) {
    const std::size_t below = descendants(world, row);
    const std::uint32_t queued = world.mailbox(row);
    std::string text;
    if (act == Act::Stop) {
        text = below > 0 ? "It and the " + counted(below, "actor", "actors") + " below it stop. "
                         : "It has no children. ";
        text += queued > 0 ? counted(queued, "queued message becomes a dead letter. ",
                                     "queued messages become dead letters. ")
                           : "Its mailbox is empty. ";
        return text + "This can not be undone.";
    }
    text = below > 0 ? "The " + counted(below, "actor", "actors") + " below it stop. " : "";
    text += "Its state starts anew; ";
    return text + (queued > 0
                       ? "its " + counted(queued, "queued message stays.", "queued messages stay.")
                       : "its mailbox is empty.");
}

void order(Desk& desk, Row row, Act act) {
    const probe::ActorId actor = desk.world.id(row);
    OrderWish wish;
    if (act == Act::Stop) {
        wish.command = probe::StopActor{actor};
        wish.verb = "stop";
    } else {
        wish.command = probe::RestartActor{actor};
        wish.verb = "restart";
    }
    wish.target = desk.world.path(row);
    desk.outbox.emplace_back(std::move(wish));
}

void draw_question(Desk& desk, Row row, Act act, ImVec2 corner, float width) {
    const Look& look = desk.look;
    const float x = corner.x + look.px(20);
    draw_mark(*ImGui::GetWindowDrawList(),
              {Shape::Triangle, act == Act::Stop ? look.theme.bad : look.theme.busy},
              {x + look.px(7), corner.y + look.px(30)}, look.px(13));
    write_fitted(look.type.subject, {x + look.px(24), corner.y + look.px(30)}, width - look.px(64),
                 look.theme.text, std::string(to_text(act)) + " " + desk.world.name(row) + "?");
    write_fitted(look.type.small, {x, corner.y + look.px(56)}, width - look.px(40), look.theme.dim,
                 desk.world.path(row) + " · " + desk.world.kind(row));
    write_wrapped(look.type.body, {x, corner.y + look.px(74)}, width - look.px(40), look.theme.text,
                  consequence(desk.world, row, act));
}

// True when the question was answered, either way.
bool draw_answers(Desk& desk, Row row, Act act, ImVec2 bottom_right) {
    const Look& look = desk.look;
    const std::string yes = to_text(act);
    float x = bottom_right.x - look.px(20) - button_width(look, yes);
    const float y = bottom_right.y - look.px(42);
    ImGui::SetCursorScreenPos({x, y});
    const std::string objection = verb_objection(desk, row);
    if (button(look, "yes",
               {.text = yes,
                .kind = ButtonKind::Danger,
                .enabled = objection.empty(),
                .reason = objection})) {
        order(desk, row, act);
        return true;
    }
    x -= look.px(8) + button_width(look, "Cancel");
    ImGui::SetCursorScreenPos({x, y});
    return button(look, "no", {.text = "Cancel"});
}

bool menu_item(const Look& look, const char* text, const char* key, bool enabled,
               const std::string& reason) {
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const ImVec2 size{look.px(200), look.px(28)};
    const bool pressed = ImGui::InvisibleButton(text, size) && enabled;
    const bool hovered = ImGui::IsItemHovered();
    if (hovered && enabled)
        ImGui::GetWindowDrawList()->AddRectFilled(low, {low.x + size.x, low.y + size.y},
                                                  look.theme.chosen, look.px(5));
    const float y = middle(low.y, size.y);
    write(look.type.body, {low.x + look.px(10), y}, enabled ? look.theme.text : look.theme.faint,
          text);
    write_right(look.type.small, {low.x + size.x - look.px(10), y}, look.theme.faint, key);
    if (hovered && !enabled) tooltip(look, reason);
    if (pressed) ImGui::CloseCurrentPopup();
    return pressed;
}

}  // namespace

std::string verb_objection(const Desk& desk, Row row) {
    if (desk.link.on_film()) return "A recording can not be commanded.";
    if (is_stale(desk)) return "The program does not answer, so nothing can be asked of it.";
    if (!desk.world.exists(row) || desk.world.gone(row)) return "This actor is gone.";
    return {};
}

void select(UiState& ui, probe::ActorId actor) {
    if (ui.selected == actor) return;
    ui.selected = actor;
    ui.message = {};
}

void draw_verb_menu(Desk& desk, Row row) {
    const Look& look = desk.look;
    const std::string objection = verb_objection(desk, row);
    const bool able = objection.empty();
    const probe::ActorId actor = desk.world.id(row);
    if (menu_item(look, "Inspect", "", true, {})) select(desk.ui, actor);
    if (menu_item(look, "Message…", "", able, objection)) {
        select(desk.ui, actor);
        desk.ui.message.wants_focus = true;
    }
    if (menu_item(look, "Restart", "", able, objection))
        desk.ui.confirmation = {Act::Restart, actor};
    if (menu_item(look, "Stop", "Del", able, objection)) desk.ui.confirmation = {Act::Stop, actor};
    if (menu_item(look, "Copy path", "", true, {}))
        ImGui::SetClipboardText(desk.world.path(row).c_str());
}

void draw_confirmation(Desk& desk) {
    if (!desk.ui.confirmation) return;
    const Confirmation asked = *desk.ui.confirmation;
    const Row row = desk.world.row_of(asked.actor);
    if (row == no_row) {
        desk.ui.confirmation.reset();
        return;
    }
    const Look& look = desk.look;
    const float width = look.px(420);
    const float text = wrapped_height(look.type.body, width - look.px(40),
                                      consequence(desk.world, row, asked.act));
    const ImVec2 size{width, look.px(74 + 20 + 46) + text};
    if (!begin_dialog(look, "confirmation", size)) return;
    const ImVec2 corner = ImGui::GetWindowPos();
    draw_question(desk, row, asked.act, corner, width);
    const bool answered =
        draw_answers(desk, row, asked.act, {corner.x + size.x, corner.y + size.y});
    if (answered || desk.keys.back) {
        desk.ui.confirmation.reset();
        ImGui::CloseCurrentPopup();
    }
    ImGui::EndPopup();
}

}  // namespace callboard::dashboard
