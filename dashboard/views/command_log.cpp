#include "dashboard/views/command_log.hpp"

#include <ctime>
#include <string>

#include "dashboard/model/format.hpp"
#include "dashboard/views/text.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {
namespace {

constexpr float row_height = 22;

std::string clock_time(std::int64_t wall_ms) {
    const auto seconds = static_cast<std::time_t>(wall_ms / 1000);
    std::tm parts{};
    localtime_r(&seconds, &parts);
    char text[16] = {};
    std::strftime(text, sizeof text, "%H:%M:%S", &parts);
    return text;
}

struct OutcomeWords {
    std::string text;
    ImU32 colour;
};

OutcomeWords outcome_of(const Theme& theme, const CommandEntry& entry) {
    if (!entry.reply) return {"under way", theme.dim};
    const probe::Reply& reply = *entry.reply;
    switch (reply.outcome) {
        case probe::Outcome::Done:
            return {"done · " + duration(reply.took_ns) +
                        (reply.json.empty() ? "" : " · " + reply.json),
                    theme.ok};
        case probe::Outcome::Refused: return {"refused: " + reply.text, theme.busy};
        case probe::Outcome::TimedOut: return {"timed out: " + reply.text, theme.bad};
    }
    return {"?", theme.faint};
}

void draw_entry(const Look& look, const CommandEntry& entry, float left, float y, float right) {
    ImFont* mono = look.type.mono;
    float x =
        left + write(mono, {left, y}, look.theme.dim, clock_time(entry.wall_ms)) + look.px(12);
    x += write(mono, {x, y}, look.theme.inject, entry.verb) + look.px(8);
    const OutcomeWords outcome = outcome_of(look.theme, entry);
    const float room = (right - x);
    const float target = std::min(width_of(mono, entry.target), room * 0.5f);
    write_fitted(mono, {x, y}, target, look.theme.text, entry.target);
    const float outcome_room = room - target - look.px(16);
    const std::string text = fitted(mono, outcome.text, outcome_room);
    write_right(mono, {right, y}, outcome.colour, text);
    const float top = y - look.px(row_height) / 2;
    if (text != outcome.text &&
        ImGui::IsMouseHoveringRect({left, top}, {right, top + look.px(row_height)}))
        tooltip(look, outcome.text);
}

}  // namespace

void draw_command_log(Desk& desk) {
    const Look& look = desk.look;
    const ImVec2 corner = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    write_label(look, {corner.x + look.px(16), corner.y + look.px(18)}, look.theme.dim, "Commands");
    const ImVec2 low{corner.x, corner.y + look.px(34)};
    const ImVec2 room{size.x, size.y - look.px(34)};
    ImGui::SetCursorScreenPos(low);
    ImGui::BeginChild("entries", room);
    if (desk.commands.empty())
        write_fitted(
            look.type.body, {low.x + look.px(16), low.y + look.px(10)}, size.x - look.px(32),
            look.theme.faint,
            "Nothing was asked of the program yet. Send a message, restart or stop an actor: "
            "what came of it is told here.");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    ImGuiListClipper clipper;
    const float height = look.px(row_height);
    clipper.Begin(static_cast<int>(desk.commands.size()), height);
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const ImVec2 at = ImGui::GetCursorScreenPos();
            draw_entry(look, desk.commands[static_cast<std::size_t>(i)], corner.x + look.px(16),
                       middle(at.y, height), corner.x + size.x - look.px(16));
            ImGui::Dummy({room.x, height});
        }
    ImGui::PopStyleVar();
    ImGui::EndChild();
}

}  // namespace callboard::dashboard
