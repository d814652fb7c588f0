#pragma once

#include <string>
#include <variant>
#include <vector>

#include "dashboard/model/world.hpp"
#include "dashboard/views/look.hpp"
#include "dashboard/views/main_screen.hpp"
#include "tests/support/frame_builder.hpp"
#include "tests/support/headless_ui.hpp"

namespace callboard::tests {

// The whole screen over a small theatre: facts and choices are set by the test,
// wishes are read from the outbox.
class Screen {
public:
    Screen() {
        look.type = dashboard::one_face(HeadlessUi::font());
        look.motion_seconds = 0;
        apply(look, ImGui::GetStyle());
        link.open = true;
        link.status.state = probe::LinkState::Live;
        link.status.address = "127.0.0.1:7070";
        link.status.node = "theatre";
    }

    void show_theatre() {
        world.apply(frame(1)
                        .key()
                        .named(1, "Till")
                        .named(2, "till-1")
                        .named(3, "usher")
                        .named(4, "box")
                        .actor({.id = id(1), .name = probe::NameId{4}, .kind = probe::NameId{1}})
                        .actor({.id = id(2),
                                .parent = id(1),
                                .name = probe::NameId{2},
                                .kind = probe::NameId{1},
                                .state = probe::ActorState::Busy,
                                .mailbox = 1204})
                        .actor({.id = id(3), .name = probe::NameId{3}, .kind = probe::NameId{1}}));
    }

    void choose(probe::ActorId actor) { ui.selected = actor; }

    // The chosen actor answers that it accepts a Refund of whole cents.
    void tell_details() {
        inspection.actor = ui.selected;
        inspection.details.emplace();
        inspection.details->accepts = {
            {"theatre::Refund", {{"cents", probe::FieldKind::Integer, 32, {}}}}};
        inspection.details->state_json = R"({"sold":76170})";
        inspection.state.take(inspection.details->state_json, 0);
    }

    void draw() {
        headless.frame([&] { draw_once(); });
    }
    // Layout settles in the second frame, as in any immediate interface.
    const std::string& read() {
        draw();
        draw();
        return headless.text();
    }
    bool click(const std::string& words, int nth = 0, int mouse_button = 0) {
        read();
        return headless.click(
            words, [&] { draw_once(); }, nth, mouse_button);
    }
    bool shows(const std::string& words) const { return headless.shows(words); }

    template <class Command>
    std::vector<Command> ordered() const {
        std::vector<Command> found;
        for (const dashboard::Wish& wish : outbox)
            if (const auto* order = std::get_if<dashboard::OrderWish>(&wish))
                if (const auto* command = std::get_if<Command>(&order->command))
                    found.push_back(*command);
        return found;
    }

    HeadlessUi headless{};
    dashboard::World world = {};
    dashboard::LinkFacts link = {};
    dashboard::Inspection inspection = {};
    dashboard::CommandLog commands = {};
    std::vector<dashboard::FoundProgram> programs = {};
    dashboard::UiState ui = {};
    dashboard::Outbox outbox = {};
    dashboard::RowCaches rows = {};
    dashboard::NullMapRenderer map = {};
    dashboard::Look look = {};
    dashboard::Keys keys = {};
    double now_s = 0;

private:
    void draw_once() {
        dashboard::Desk desk{world,  link, inspection, commands, programs, ui,
                             outbox, rows, map,        look,     keys,     now_s};
        dashboard::draw_main_screen(desk);
        keys = {};
    }
};

}  // namespace callboard::tests
