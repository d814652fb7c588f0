#include "dashboard/views/start_screen.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "dashboard/views/marks.hpp"
#include "dashboard/views/text.hpp"
#include "dashboard/views/theme_switch.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {
namespace {

constexpr float column_width = 560;
constexpr float row_height = 44;

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void connect(Desk& desk) {
    StartChoices& start = desk.ui.start;
    start.sentence = address_objection(start.address);
    if (start.sentence.empty()) desk.outbox.emplace_back(ConnectWish{start.address});
}

void open_file(Desk& desk) {
    StartChoices& start = desk.ui.start;
    if (start.file.empty())
        start.sentence = "Name the recording's file first.";
    else
        desk.outbox.emplace_back(OpenWish{start.file});
}

// The board itself: rows of actors signed in, one of them called.
void draw_emblem(const Look& look, ImVec2 corner, float size) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(corner, {corner.x + size, corner.y + size}, look.theme.raised, size * 0.22f);
    const ImU32 inks[] = {look.theme.ok, look.theme.accent, look.theme.idle};
    const float widths[] = {0.34f, 0.44f, 0.26f};
    for (int i = 0; i < 3; ++i) {
        const float y = corner.y + size * (0.27f + 0.23f * static_cast<float>(i));
        const float x = corner.x + size * 0.24f;
        list.AddCircleFilled({x, y}, size * 0.07f, inks[i]);
        list.AddRectFilled({x + size * 0.14f, y - size * 0.045f},
                           {x + size * (0.14f + widths[i]), y + size * 0.045f}, inks[i],
                           size * 0.045f);
    }
}

float draw_mark_and_name(const Look& look, float left, float top) {
    const float size = look.px(52);
    draw_emblem(look, {left, top}, size);
    const float x = left + size + look.px(16);
    const float y = middle(top, look.px(34));
    const float call = write(look.type.title, {x, y}, look.theme.text, "call");
    write(look.type.title, {x + call, y}, look.theme.accent, "board");
    write(look.type.body, {x, top + look.px(44)}, look.theme.dim,
          "See every actor of a running program, and touch any of them.");
    return top + size + look.px(28);
}

float draw_connect(Desk& desk, float left, float top, float width) {
    const Look& look = desk.look;
    write_label(look, {left, top + look.px(8)}, look.theme.dim, "Connect");
    top += look.px(24);
    const float button_room = button_width(look, "Connect") + look.px(8);
    ImGui::SetCursorScreenPos({left, top});
    const std::string objection =
        desk.ui.start.address.empty() ? "" : address_objection(desk.ui.start.address);
    const bool entered = text_field(look, "##address", desk.ui.start.address, width - button_room,
                                    {.hint = "host:port, for example 127.0.0.1:7070",
                                     .error = !objection.empty(),
                                     .mono = true});
    ImGui::SetCursorScreenPos({left + width - button_room + look.px(8), top + look.px(1)});
    const bool ready = !desk.ui.start.address.empty() && objection.empty();
    const bool pressed =
        button(look, "connect",
               {.text = "Connect",
                .kind = ButtonKind::Primary,
                .enabled = ready,
                .reason = ready ? "" : "Type the program's address first: host:port."});
    if (entered || pressed) connect(desk);
    if (!objection.empty()) {
        write(look.type.small, {left, top + look.px(40)}, look.theme.bad, objection);
        top += look.px(18);
    }
    return top + look.px(48);
}

void draw_program(Desk& desk, const FoundProgram& program, int index, float left, float top,
                  float width) {
    const Look& look = desk.look;
    const float height = look.px(row_height);
    ImGui::PushID(index);
    ImGui::SetCursorScreenPos({left, top});
    const bool pressed = ImGui::InvisibleButton("program", {width, height});
    const float warmth = eased(look, ImGui::GetID("program"), ImGui::IsItemHovered());
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({left, top}, {left + width, top + height},
                       mixed(look.theme.raised, look.theme.chosen, warmth), look.px(6));
    const float y = middle(top, height);
    draw_mark(list, {Shape::Square, look.theme.ok}, {left + look.px(20), y}, look.px(10));
    write_fitted(look.type.strong, {left + look.px(36), y}, width * 0.4f, look.theme.text,
                 program.node);
    write(look.type.mono, {left + width * 0.46f, y}, look.theme.dim, program.address);
    const ImU32 ink = mixed(look.theme.dim, look.theme.accent, warmth);
    const std::string pid = "pid " + std::to_string(program.pid);
    write_right(look.type.small, {left + width - look.px(36), y}, look.theme.dim, pid);
    write_right(look.type.strong, {left + width - look.px(14), y}, ink, "›");
    ImGui::PopID();
    if (pressed) desk.outbox.emplace_back(ConnectWish{program.address});
}

float draw_discovered(Desk& desk, float left, float top, float width) {
    const Look& look = desk.look;
    write_label(look, {left, top + look.px(8)}, look.theme.dim, "Discovered on this machine");
    top += look.px(24);
    if (desk.programs.empty()) {
        const float height = look.px(76);
        ImGui::GetWindowDrawList()->AddRect({left, top}, {left + width, top + height},
                                            look.theme.line, look.px(6), 0,
                                            std::max(1.f, look.scale));
        const float x = left + look.px(16);
        const float room = width - look.px(32);
        write_fitted(look.type.strong, {x, top + look.px(20)}, room, look.theme.dim,
                     "No program has announced itself on this machine.");
        write_wrapped(look.type.body, {x, top + look.px(34)}, room, look.theme.faint,
                      "Start one that holds a Probe: it appears here within a second. "
                      "For a program elsewhere, type its address above.");
        return top + height + look.px(24);
    }
    int index = 0;
    for (const FoundProgram& program : desk.programs) {
        draw_program(desk, program, index++, left, top, width);
        top += look.px(row_height) + look.px(4);
    }
    return top + look.px(20);
}

float draw_recording(Desk& desk, float left, float top, float width) {
    const Look& look = desk.look;
    write_label(look, {left, top + look.px(8)}, look.theme.dim, "Open a recording");
    top += look.px(24);
    const float button_room = button_width(look, "Open") + look.px(8);
    ImGui::SetCursorScreenPos({left, top});
    const bool entered =
        text_field(look, "##file", desk.ui.start.file, width - button_room,
                   {.hint = "path of a recording made with callboard record", .mono = true});
    ImGui::SetCursorScreenPos({left + width - button_room + look.px(8), top + look.px(1)});
    const bool ready = !desk.ui.start.file.empty();
    const bool pressed = button(look, "open",
                                {.text = "Open",
                                 .enabled = ready,
                                 .reason = ready ? "" : "Type the path of a recording first."});
    if (entered || pressed) open_file(desk);
    return top + look.px(48);
}

void draw_sentence(const Look& look, const std::string& sentence, float left, float top,
                   float width) {
    if (sentence.empty()) return;
    draw_mark(*ImGui::GetWindowDrawList(), {Shape::Triangle, look.theme.bad},
              {left + look.px(6), top + look.px(9)}, look.px(10));
    write_wrapped(look.type.body, {left + look.px(20), top}, width - look.px(20), look.theme.bad,
                  sentence);
}

}  // namespace

std::string address_objection(std::string_view address) {
    if (address.find("://") != std::string_view::npos) return {};
    const auto colon = address.rfind(':');
    if (colon == std::string_view::npos || colon == 0)
        return "An address is host:port, for example 127.0.0.1:7070.";
    const std::string_view port = address.substr(colon + 1);
    if (!all_digits(port) || port.size() > 5 || std::stoi(std::string(port)) > 65535 ||
        std::stoi(std::string(port)) == 0)
        return "The port after the colon must be a number from 1 to 65535.";
    return {};
}

void draw_start_screen(Desk& desk) {
    const Look& look = desk.look;
    const ImVec2 corner = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    ImGui::GetWindowDrawList()->AddRectFilled(corner, {corner.x + size.x, corner.y + size.y},
                                              look.theme.surface);
    const float width = std::min(look.px(column_width), size.x - look.px(48));
    const float left = corner.x + std::floor((size.x - width) / 2);
    float top =
        corner.y + std::max(look.px(40), (size.y - look.px(520)) * 0.4f) - ImGui::GetScrollY();
    top = draw_mark_and_name(look, left, top);
    top = draw_connect(desk, left, top, width);
    top = draw_discovered(desk, left, top, width);
    top = draw_recording(desk, left, top, width);
    draw_sentence(look, desk.ui.start.sentence, left, top, width);
    draw_theme_switch(desk, {corner.x + size.x - look.px(24), corner.y + look.px(24)});
}

}  // namespace callboard::dashboard
