#include "dashboard/views/message_panel.hpp"

#include <algorithm>
#include <string>

#include "dashboard/views/marks.hpp"
#include "dashboard/views/text.hpp"
#include "dashboard/views/verbs.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {
namespace {

constexpr float label_width = 92;
constexpr float field_pitch = 34;

using Schemas = std::vector<probe::MessageSchema>;

// Keeps a form for a type the actor accepts now; a new one starts with the first.
void keep_form(MessageChoices& message, const Schemas& accepts) {
    if (message.form)
        for (const probe::MessageSchema& schema : accepts)
            if (schema.type == message.form->type()) return;
    message.form.emplace(accepts.front());
}

void draw_type_choice(Desk& desk, const Schemas& accepts, float left, float top, float width) {
    const Look& look = desk.look;
    MessageChoices& message = desk.ui.message;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 high{left + width, top + look.px(28)};
    ImGui::SetCursorScreenPos({left, top});
    if (ImGui::InvisibleButton("type", {width, look.px(28)})) ImGui::OpenPopup("types");
    const bool hovered = ImGui::IsItemHovered();
    list.AddRectFilled({left, top}, high, hovered ? look.theme.chosen : look.theme.surface,
                       look.px(6));
    list.AddRect({left, top}, high, look.theme.line, look.px(6), 0, std::max(1.f, look.scale));
    const float y = middle(top, look.px(28));
    write_fitted(look.type.strong, {left + look.px(10), y}, width - look.px(40), look.theme.text,
                 short_type(message.form->type()));
    const ImVec2 tip{high.x - look.px(16), y};
    list.AddTriangleFilled({tip.x - look.px(4), tip.y - look.px(2)},
                           {tip.x + look.px(4), tip.y - look.px(2)}, {tip.x, tip.y + look.px(3)},
                           look.theme.dim);
    ImGui::SetNextWindowPos({left, high.y + look.px(2)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, look.px(4, 4));
    if (ImGui::BeginPopup("types")) {
        for (const probe::MessageSchema& schema : accepts) {
            ImGui::PushFont(look.type.body);
            const std::string label = std::string(short_type(schema.type)) + "##" + schema.type;
            if (ImGui::Selectable(label.c_str(), schema.type == message.form->type(), 0,
                                  {width - look.px(8), 0}))
                message.form.emplace(schema);
            ImGui::PopFont();
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
}

const char* hint_of(probe::FieldKind kind) {
    switch (kind) {
        case probe::FieldKind::Bool: return "true or false";
        case probe::FieldKind::Integer: return "whole number";
        case probe::FieldKind::Unsigned: return "whole number, not negative";
        case probe::FieldKind::Real: return "number";
        case probe::FieldKind::Text: return "text";
        case probe::FieldKind::Actor: return "an actor's number";
        case probe::FieldKind::List: return "JSON list, for example [1, 2]";
        case probe::FieldKind::Object: return "JSON object";
    }
    return "";
}

// Answers its height: more when something is wrong with it.
float draw_leaf(Desk& desk, std::size_t index, bool able, float left, float top, float width) {
    const Look& look = desk.look;
    MessageForm& form = *desk.ui.message.form;
    const MessageForm::Leaf& leaf = form.leaves()[index];
    write_fitted(look.type.body, {left, middle(top, look.px(28))}, look.px(label_width - 8),
                 look.theme.dim, leaf.path);
    ImGui::SetCursorScreenPos({left + look.px(label_width), top});
    ImGui::PushID(static_cast<int>(index));
    std::string text = leaf.text;
    const std::string error = leaf.error;
    text_field(look, "##field", text, width - look.px(label_width),
               {.hint = hint_of(leaf.kind),
                .error = !error.empty(),
                .mono = true,
                .focus = able && index == 0 && desk.ui.message.wants_focus,
                .enabled = able});
    ImGui::PopID();
    if (text != leaf.text) form.set(index, text);
    if (error.empty()) return look.px(field_pitch);
    const float x = left + look.px(label_width);
    const float height = write_wrapped(look.type.small, {x, top + look.px(31)},
                                       width - look.px(label_width), look.theme.bad, error);
    return look.px(field_pitch + 4) + height;
}

std::string objection_to_sending(const Desk& desk, Row row) {
    const std::string objection = verb_objection(desk, row);
    return objection.empty() ? desk.ui.message.form->first_error() : objection;
}

template <class Sending>
void send(Desk& desk, Row row, const char* verb) {
    const MessageForm& form = *desk.ui.message.form;
    desk.outbox.emplace_back(OrderWish{
        Sending{desk.world.id(row), form.type(), form.to_json()},
        std::string(verb) + " " + std::string(short_type(form.type())), desk.world.path(row)});
}

void draw_buttons(Desk& desk, Row row, float left, float top, float right) {
    const Look& look = desk.look;
    const std::string objection = objection_to_sending(desk, row);
    const bool able = objection.empty();
    ImGui::SetCursorScreenPos({left, top});
    if (button(look, "send",
               {.text = "Send", .kind = ButtonKind::Primary, .enabled = able, .reason = objection}))
        send<probe::SendMessage>(desk, row, "send");
    ImGui::SetCursorScreenPos({left + button_width(look, "Send") + look.px(6), top});
    if (button(look, "ask", {.text = "Ask", .enabled = able, .reason = objection}))
        send<probe::AskActor>(desk, row, "ask");
    ImGui::SetCursorScreenPos({right - button_width(look, "Copy as command"), top});
    if (button(look, "copy",
               {.text = "Copy as command",
                .kind = ButtonKind::Bare,
                .enabled = able,
                .reason = objection}))
        ImGui::SetClipboardText(as_command_line(desk, row, "send").c_str());
}

// What came back from the last ask to this actor, if anything did.
float draw_last_reply(const Desk& desk, float left, float top, float width) {
    const Look& look = desk.look;
    const std::string& path = desk.inspection.path;
    for (const CommandEntry& entry : desk.commands) {
        if (entry.target != path || entry.verb.rfind("ask ", 0) != 0) continue;
        if (!entry.reply) return 0;
        const probe::Reply& reply = *entry.reply;
        const bool done = reply.outcome == probe::Outcome::Done;
        const std::string text = !done                ? reply.text
                                 : reply.json.empty() ? "answered with nothing"
                                                      : reply.json;
        write(look.type.small, {left, top + look.px(8)}, look.theme.dim,
              done ? "reply" : "no reply");
        return look.px(8) + write_wrapped(look.type.mono, {left + look.px(label_width), top},
                                          width - look.px(label_width),
                                          done ? look.theme.text : look.theme.bad, text);
    }
    return 0;
}

// Draws over a bed whose height is known only afterwards: the form goes on the
// upper channel, the bed below it.
void draw_form(Desk& desk, Row row, const Schemas& accepts, ImVec2 low, float width) {
    const Look& look = desk.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float left = low.x + look.px(12);
    const float inner = width - look.px(24);
    float y = low.y + look.px(10);
    list.ChannelsSplit(2);
    list.ChannelsSetCurrent(1);
    write(look.type.body, {left, middle(y, look.px(28))}, look.theme.dim, "type");
    draw_type_choice(desk, accepts, left + look.px(label_width), y, inner - look.px(label_width));
    y += look.px(field_pitch);
    const bool able = verb_objection(desk, row).empty();
    for (std::size_t i = 0; i < desk.ui.message.form->leaves().size(); ++i)
        y += draw_leaf(desk, i, able, left, y, inner);
    desk.ui.message.wants_focus = false;
    y += look.px(4);
    draw_buttons(desk, row, left, y, left + inner);
    y += look.px(36);
    y += draw_last_reply(desk, left, y, inner);
    list.ChannelsSetCurrent(0);
    list.AddRectFilled(low, {low.x + width, y + look.px(2)}, look.theme.raised, look.px(6));
    list.ChannelsMerge();
    ImGui::SetCursorScreenPos({low.x, y + look.px(2)});
    ImGui::Dummy({width, look.px(16)});
}

std::string why_no_form(const Desk& desk, Row row) {
    if (const std::string objection = verb_objection(desk, row); !objection.empty())
        return objection;
    if (!desk.inspection.details) return "The actor has not said yet what it accepts.";
    return "This actor accepts no message that a form could be made for: list its types in "
           "Accepts.";
}

std::string quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

}  // namespace

std::string as_command_line(const Desk& desk, Row row, const char* verb) {
    const MessageForm& form = *desk.ui.message.form;
    return std::string("callboard ") + verb + " --at " + desk.link.status.address + " " +
           quoted(desk.world.path(row)) + " " + quoted(form.type()) + " " + quoted(form.to_json());
}

void draw_message_panel(Desk& desk, Row row, float width) {
    const Look& look = desk.look;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    write_label(look, {corner.x, corner.y + look.px(12)}, look.theme.dim, "Message");
    write_right(look.type.small, {corner.x + width, corner.y + look.px(12)}, look.theme.faint,
                "what it accepts now");
    const ImVec2 low{corner.x, corner.y + look.px(28)};
    const bool known = desk.inspection.actor == desk.ui.selected && desk.inspection.details;
    if (!known || desk.inspection.details->accepts.empty()) {
        const std::string why = why_no_form(desk, row);
        const float height = wrapped_height(look.type.body, width - look.px(24), why) + look.px(20);
        ImGui::GetWindowDrawList()->AddRectFilled(low, {low.x + width, low.y + height},
                                                  look.theme.raised, look.px(6));
        write_wrapped(look.type.body, {low.x + look.px(12), low.y + look.px(10)},
                      width - look.px(24), look.theme.faint, why);
        ImGui::SetCursorScreenPos({low.x, low.y + height});
        ImGui::Dummy({width, look.px(16)});
        return;
    }
    const Schemas& accepts = desk.inspection.details->accepts;
    keep_form(desk.ui.message, accepts);
    draw_form(desk, row, accepts, low, width);
}

}  // namespace callboard::dashboard
