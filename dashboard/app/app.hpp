#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dashboard/app/inspector_watch.hpp"
#include "dashboard/app/link_chooser.hpp"
#include "dashboard/model/world.hpp"
#include "dashboard/render/map_renderer.hpp"
#include "dashboard/views/facts.hpp"
#include "dashboard/views/keys.hpp"
#include "dashboard/views/look.hpp"
#include "dashboard/views/outbox.hpp"
#include "dashboard/views/row_caches.hpp"
#include "dashboard/views/ui_state.hpp"

namespace callboard::dashboard {

// The loop's body without a window: frames in, panels, wishes out. It reads no
// clock; the time is given. UI thread only, between ImGui's NewFrame and Render.
class App {
public:
    App(LinkChooser& links, MapRenderer& map) : links_(links), map_(map) {}

    void connect(const std::string& address);
    void play(const std::string& path);
    void play_demo();
    void choose_when_seen(std::string path);

    // Takes in what came since the last call. False: there is nothing new to draw.
    bool take_news(double now_s);

    // Draws, and does what was wished.
    void refresh(const Look& look, const Keys& keys, double now_s);

    UiState& ui() { return ui_; }
    const World& world() const { return world_; }
    const CommandLog& commands() const { return commands_; }

private:
    static constexpr std::size_t frames_per_refresh_max = 64;
    static constexpr std::size_t frames_held_max = 1200;  // While paused: two minutes.
    static constexpr std::size_t commands_kept_max = 500;

    void attach(const std::function<std::unique_ptr<probe::Link>()>& open);
    void remember(const std::string& place);
    void leave();
    void take_frames(double now_s);
    void apply(const probe::Frame& frame, double now_s);
    bool take_answers(double now_s);
    void note_answer(const probe::Answered& answered);
    void note_link(double now_s);
    void look_for_programs(double now_s);
    std::optional<Row> wanted_row() const;
    void choose_wanted();
    void grant_wishes();
    void grant(const OrderWish& wish);
    void grant(const ConnectWish& wish) { connect(wish.address); }
    void grant(const OpenWish& wish) { play(wish.path); }
    void grant(const DemoWish&) { play_demo(); }
    void grant(const LeaveWish&) { leave(); }

    LinkChooser& links_;
    MapRenderer& map_;
    std::unique_ptr<probe::Link> link_ = {};

    World world_ = {};
    LinkFacts facts_ = {};
    InspectorWatch watch_ = {};
    CommandLog commands_ = {};
    std::vector<FoundProgram> programs_ = {};
    std::deque<probe::Frame> held_ = {};  // Came in while the view was held still.

    UiState ui_ = {};
    RowCaches rows_ = {};
    Outbox outbox_ = {};
    std::string wanted_ = {};
    std::uint64_t wanted_since_ = 0;  // The frame at which it was first looked for.
    double last_frame_s_ = -1e9;
    double programs_seen_s_ = -1e9;
};

}  // namespace callboard::dashboard
