#include "dashboard/app/run_window.hpp"

#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "dashboard/app/app.hpp"
#include "dashboard/app/fonts.hpp"
#include "dashboard/app/settings.hpp"
#include "dashboard/app/teller.hpp"
#include "dashboard/app/window.hpp"
#include "dashboard/render/gl_map_renderer.hpp"

namespace callboard::dashboard {
namespace {

constexpr int exit_no_display = 5;
constexpr int exit_failed = 1;
constexpr double after_input_s = 0.3;  // How long a hover or a press goes on moving.
constexpr double attentive_s = 5;
constexpr double heartbeat_s = 1;  // Ages are told even when nothing else is new.

// Keeps the look in step with what the person chose; fonts are loaded anew only
// when the scale changed.
class Wardrobe {
public:
    explicit Wardrobe(float base) : base_(base) {}

    const Look& look() const { return look_; }

    void follow(const UiState& ui, Window& window) {
        const float scale = base_ * ui.zoom;
        const bool resized = scale != look_.scale || !look_.type.body;
        if (!resized && theme_ == ui.theme) return;
        theme_ = ui.theme;
        look_.theme = theme_of(ui.theme);
        look_.scale = scale;
        if (resized) {
            look_.type = load_fonts(scale);
            window.fonts_changed();
        }
        apply(look_, ImGui::GetStyle());
    }

private:
    float base_;
    ThemeName theme_ = ThemeName::Dark;
    Look look_ = {};
};

void obey_zoom(UiState& ui, const Keys& keys) {
    if (keys.larger) ui.zoom = std::min(UiState::zoom_max, ui.zoom + 0.1f);
    if (keys.smaller) ui.zoom = std::max(UiState::zoom_min, ui.zoom - 0.1f);
    if (keys.normal) ui.zoom = 1;
}

void open_what_was_asked(App& app, const WindowRequest& request) {
    if (request.open.empty()) return;
    if (std::filesystem::exists(request.open))
        app.play(request.open);
    else
        app.connect(request.open);
    app.choose_when_seen(request.select);
}

// Settings of the person hold where the command line says nothing. A picture is of
// what was asked for, on any machine.
void dress(App& app, Settings& settings, const WindowRequest& request) {
    UiState& ui = app.ui();
    if (request.shot_file.empty()) ui.start.sentence = settings.load(ui);
    if (!ui.start.sentence.empty()) std::fprintf(stderr, "%s\n", ui.start.sentence.c_str());
    if (const auto theme = theme_named(request.theme)) ui.theme = *theme;
    if (request.scale > 0) ui.zoom = 1;
}

// When to draw: 60 times a second while the person acts, else only what is new.
class Rhythm {
public:
    double pause_s(bool focused, double now_s) const {
        if (acted(now_s)) return 1.0 / 60;
        // Figures are read at this pace; whoever just acted wants to see what comes of it.
        if (now_s - input_s_ < attentive_s) return 0.1;
        return focused ? 0.2 : 0.25;
    }
    void note_input(double now_s) { input_s_ = now_s; }
    bool wants_frame(bool news, double now_s) {
        if (!news && !acted(now_s) && now_s - drawn_s_ < heartbeat_s) return false;
        drawn_s_ = now_s;
        return true;
    }

private:
    bool acted(double now_s) const { return now_s - input_s_ < after_input_s; }

    double input_s_ = 0;
    double drawn_s_ = -1e9;
};

// Everything that the loop turns.
struct Stage {
    Window& window;
    App& app;
    Wardrobe& wardrobe;
    std::optional<Teller>& teller;
};

void draw(const Stage& stage, double now_s) {
    stage.wardrobe.follow(stage.app.ui(), stage.window);
    stage.window.begin_frame();
    const Keys keys = stage.window.keys();
    obey_zoom(stage.app.ui(), keys);
    if (stage.teller) stage.teller->begin_frame();
    stage.app.refresh(stage.wardrobe.look(), keys, now_s);
    if (stage.teller) stage.teller->end_frame(now_s);
    stage.window.end_frame();
}

int save_picture(const Window& window, const std::string& file) {
    const auto sentence = window.write_picture(file);
    if (!sentence) return 0;
    std::fprintf(stderr, "%s\n", sentence->c_str());
    return exit_failed;
}

int stay(const Stage& stage, Settings& settings, const WindowRequest& request) {
    Window& window = stage.window;
    const bool for_picture = !request.shot_file.empty();
    Rhythm rhythm;
    while (!window.wants_to_close()) {
        window.wait(window.hidden() ? 0.5 : rhythm.pause_s(window.focused(), glfwGetTime()));
        if (window.hidden()) continue;
        const double now_s = glfwGetTime();
        if (window.take_input()) rhythm.note_input(now_s);
        const bool news = stage.app.take_news(now_s);
        const bool picture_due = for_picture && now_s >= request.shot_after_s;
        if (!rhythm.wants_frame(news || picture_due, now_s)) continue;
        draw(stage, now_s);
        if (picture_due) return save_picture(window, request.shot_file);
        window.show();
        if (!for_picture) settings.keep(stage.app.ui(), now_s);
    }
    if (!for_picture) settings.keep(stage.app.ui(), glfwGetTime(), true);
    return 0;
}

}  // namespace

int run_window(const WindowRequest& request) {
    try {
        Window window("Callboard", request.width, request.height);
        const auto links = real_links();
        const auto map = make_gl_map_renderer();
        App app(*links, *map);
        Settings settings(Settings::usual_path());
        dress(app, settings, request);
        Wardrobe wardrobe(request.scale > 0 ? request.scale : window.desktop_scale());
        open_what_was_asked(app, request);
        std::optional<Teller> teller;
        if (!request.tell_file.empty()) teller.emplace(request.tell_file);
        return stay({window, app, wardrobe, teller}, settings, request);
    } catch (const Window::NoDisplay& none) {
        std::fprintf(stderr, "%s\n", none.sentence.c_str());
        return exit_no_display;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return exit_failed;
    }
}

}  // namespace callboard::dashboard
