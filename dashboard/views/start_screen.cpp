#include "dashboard/views/start_screen.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dashboard/views/emblem.hpp"
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

// A way in, as a row to press.
struct Way {
    Mark mark = {};
    std::string_view title = {};
    std::string_view place = {};
    std::string_view small = {};
};

bool draw_way(const Look& look, const char* id, const Way& way, ImVec2 low, float width) {
    const float height = look.px(row_height);
    const ImVec2 high{low.x + width, low.y + height};
    ImGui::SetCursorScreenPos(low);
    const bool pressed = ImGui::InvisibleButton(id, {width, height});
    const float warmth = eased(look, ImGui::GetID(id), ImGui::IsItemHovered());
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(low, high, mixed(look.theme.raised, look.theme.chosen, warmth), look.px(6));
    const float y = middle(low.y, height);
    draw_mark(list, way.mark, {low.x + look.px(20), y}, look.px(10));
    const float x = low.x + look.px(36);
    const float title_room = way.place.empty() ? width * 0.6f : width * 0.32f;
    const float title =
        write_fitted(look.type.strong, {x, y}, title_room, look.theme.text, way.title);
    const float right = high.x - look.px(36);
    const float small = write_right(look.type.small, {right, y}, look.theme.dim, way.small);
    const float place_x = std::max(low.x + width * 0.40f, x + title + look.px(12));
    write_fitted(look.type.mono, {place_x, y}, right - small - look.px(12) - place_x,
                 look.theme.dim, way.place);
    write_right(look.type.strong, {high.x - look.px(14), y},
                mixed(look.theme.dim, look.theme.accent, warmth), "›");
    return pressed;
}

float draw_recent(Desk& desk, float left, float top, float width) {
    std::vector<std::string>& recent = desk.ui.start.recent;
    if (recent.empty()) return top;
    const Look& look = desk.look;
    write_label(look, {left, top + look.px(8)}, look.theme.dim, "Recent");
    top += look.px(24);
    const float cross_room = button_width(look, "×") + look.px(4);
    std::size_t removed = recent.size();
    for (std::size_t i = 0; i < recent.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        const bool address = address_objection(recent[i]).empty();
        const Way way{.mark = {address ? Shape::Hollow : Shape::Square, look.theme.info},
                      .title = recent[i],
                      .small = address ? "program" : "recording"};
        if (draw_way(look, "recent", way, {left, top}, width - cross_room)) {
            if (address)
                desk.outbox.emplace_back(ConnectWish{recent[i]});
            else
                desk.outbox.emplace_back(OpenWish{recent[i]});
        }
        ImGui::SetCursorScreenPos({left + width - cross_room + look.px(4), top + look.px(7)});
        if (button(look, "remove", {.text = "×", .kind = ButtonKind::Bare})) removed = i;
        if (ImGui::IsItemHovered()) tooltip(look, "Forget this one");
        ImGui::PopID();
        top += look.px(row_height) + look.px(4);
    }
    if (removed < recent.size())
        recent.erase(recent.begin() + static_cast<std::ptrdiff_t>(removed));
    return top + look.px(16);
}

float draw_demo(Desk& desk, float left, float top, float width) {
    const Look& look = desk.look;
    write_label(look, {left, top + look.px(8)}, look.theme.dim, "No program at hand?");
    top += look.px(24);
    const Way way{.mark = {Shape::Diamond, look.theme.accent},
                  .title = "Try the demo",
                  .small = "a recorded theatre of 400 actors"};
    if (draw_way(look, "demo", way, {left, top}, width)) desk.outbox.emplace_back(DemoWish{});
    return top + look.px(row_height) + look.px(20);
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
        const std::string pid = "pid " + std::to_string(program.pid);
        ImGui::PushID(index++);
        if (draw_way(look, "program",
                     {{Shape::Square, look.theme.ok}, program.node, program.address, pid},
                     {left, top}, width))
            desk.outbox.emplace_back(ConnectWish{program.address});
        ImGui::PopID();
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

// What went wrong last, above all else: it must not be scrolled away.
float draw_sentence(const Look& look, const std::string& sentence, float left, float top,
                    float width) {
    if (sentence.empty()) return top;
    const float inner = width - look.px(48);
    const float height = wrapped_height(look.type.body, inner, sentence) + look.px(20);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({left, top}, {left + width, top + height}, faded(look.theme.bad, 0.12f),
                       look.px(6));
    draw_mark(list, {Shape::Triangle, look.theme.bad}, {left + look.px(20), top + look.px(19)},
              look.px(10));
    write_wrapped(look.type.body, {left + look.px(36), top + look.px(10)}, inner, look.theme.bad,
                  sentence);
    return top + height + look.px(20);
}

float ways_height(const Desk& desk) {
    const auto rows = std::max<std::size_t>(1, desk.programs.size()) + desk.ui.start.recent.size();
    return 420 + (row_height + 4) * static_cast<float>(rows);
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
    ImGui::SetCursorScreenPos(corner);
    ImGui::BeginChild("start", size);
    const float width = std::min(look.px(column_width), size.x - look.px(48));
    const float left = corner.x + std::floor((size.x - width) / 2);
    const float spare = (size.y - look.px(ways_height(desk))) * 0.4f;
    float top = corner.y + std::max(look.px(40), spare) - ImGui::GetScrollY();
    top = draw_mark_and_name(look, left, top);
    top = draw_sentence(look, desk.ui.start.sentence, left, top, width);
    top = draw_connect(desk, left, top, width);
    top = draw_recent(desk, left, top, width);
    top = draw_discovered(desk, left, top, width);
    top = draw_demo(desk, left, top, width);
    top = draw_recording(desk, left, top, width);
    draw_theme_switch(desk, {corner.x + size.x - look.px(24), corner.y + look.px(24)});
    ImGui::SetCursorScreenPos({left, top});
    ImGui::Dummy({1, look.px(24)});
    ImGui::EndChild();
}

}  // namespace callboard::dashboard
