#include "dashboard/app/run_window.hpp"

#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "dashboard/app/app.hpp"
#include "dashboard/app/fonts.hpp"
#include "dashboard/app/window.hpp"
#include "dashboard/render/gl_map_renderer.hpp"

namespace callboard::dashboard {
namespace {

constexpr int exit_no_display = 5;
constexpr int exit_failed = 1;
constexpr float zoom_min = 0.6f, zoom_max = 3;

ThemeName theme_named(const std::string& name) {
    if (name == "light") return ThemeName::Light;
    if (name == "contrast" || name == "high-contrast") return ThemeName::HighContrast;
    return ThemeName::Dark;
}

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
    if (keys.larger) ui.zoom = std::min(zoom_max, ui.zoom + 0.1f);
    if (keys.smaller) ui.zoom = std::max(zoom_min, ui.zoom - 0.1f);
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

// Draws at 60 a second while the person acts, more calmly while only news come in.
double pause_before_next(const App& app, const Window& window, double last_input_s, double now_s) {
    if (now_s - last_input_s < 0.5) return 1.0 / 60;
    if (!app.moving(now_s)) return 0.5;
    return window.focused() ? 0.08 : 0.2;
}

bool person_acted() {
    const ImGuiIO& io = ImGui::GetIO();
    const bool mouse = io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || io.MouseWheel != 0;
    return mouse || ImGui::IsAnyMouseDown() || !io.InputQueueCharacters.empty() ||
           std::any_of(std::begin(io.KeysDown), std::end(io.KeysDown),
                       [](bool down) { return down; });
}

int stay(Window& window, App& app, Wardrobe& wardrobe, const WindowRequest& request) {
    double last_input_s = 0;
    while (!window.wants_to_close()) {
        window.wait(pause_before_next(app, window, last_input_s, glfwGetTime()));
        if (window.minimised()) {
            window.wait(0.5);
            continue;
        }
        wardrobe.follow(app.ui(), window);
        window.begin_frame();
        const double now_s = glfwGetTime();
        if (person_acted()) last_input_s = now_s;
        const Keys keys = window.keys();
        obey_zoom(app.ui(), keys);
        app.refresh(wardrobe.look(), keys, now_s);
        window.end_frame();
        if (!request.shot_file.empty() && now_s >= request.shot_after_s) {
            const auto sentence = window.write_picture(request.shot_file);
            if (!sentence) return 0;
            std::fprintf(stderr, "%s\n", sentence->c_str());
            return exit_failed;
        }
        window.show();
    }
    return 0;
}

}  // namespace

int run_window(const WindowRequest& request) {
    try {
        Window window("Callboard", request.width, request.height);
        const auto links = real_links();
        const auto map = make_gl_map_renderer();
        App app(*links, *map);
        app.ui().theme = theme_named(request.theme);
        Wardrobe wardrobe(request.scale > 0 ? request.scale : window.desktop_scale());
        open_what_was_asked(app, request);
        return stay(window, app, wardrobe, request);
    } catch (const Window::NoDisplay& none) {
        std::fprintf(stderr, "%s\n", none.sentence.c_str());
        return exit_no_display;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return exit_failed;
    }
}

}  // namespace callboard::dashboard
