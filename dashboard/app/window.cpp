#include "dashboard/app/window.hpp"

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <stb_image_write.h>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "dashboard/app/icon.hpp"

namespace callboard::dashboard {
namespace {

std::string last_glfw_sentence() {
    const char* reason = nullptr;
    glfwGetError(&reason);
    return reason ? reason : "no reason was given";
}

bool typed(const ImGuiIO& io, ImWchar character) {
    for (const ImWchar queued : io.InputQueueCharacters)
        if (queued == character) return true;
    return false;
}

}  // namespace

Window::Window(const char* title, int width, int height) {
    if (!glfwInit())
        throw NoDisplay{
            "No window could be opened: " + last_glfw_sentence() +
            ". Set DISPLAY to a running X server, or use the command line (callboard top)."};
    try {
        open(title, width, height);
    } catch (...) {
        glfwTerminate();
        throw;
    }
    listen();
    give_icon();
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui_ImplGlfw_InitForOpenGL(window_, true);
    ImGui_ImplOpenGL3_Init("#version 330 core");
}

void Window::open(const char* title, int width, int height) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "callboard");
    window_ = glfwCreateWindow(width, height, title, nullptr, nullptr);
    if (!window_)
        throw NoDisplay{"No window could be opened: " + last_glfw_sentence() +
                        ". Callboard needs OpenGL 3.3; use the command line where there is none "
                        "(callboard top)."};
    glfwSetWindowSizeLimits(window_, 960, 600, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(1);
}

// Before ImGui, which calls on what it finds in place.
void Window::listen() {
    static constexpr auto self = [](GLFWwindow* window) -> Window& {
        return *static_cast<Window*>(glfwGetWindowUserPointer(window));
    };
    constexpr auto note = [](GLFWwindow* window, auto...) { self(window).acted_ = true; };
    glfwSetWindowUserPointer(window_, this);
    glfwSetCursorPosCallback(window_, note);
    glfwSetCursorEnterCallback(window_, note);
    glfwSetMouseButtonCallback(window_, note);
    glfwSetScrollCallback(window_, note);
    glfwSetKeyCallback(window_, [](GLFWwindow* window, int key, int, int action, int modifiers) {
        self(window).acted_ = true;
        if (action != GLFW_RELEASE)
            self(window).presses_.push_back({key, (modifiers & GLFW_MOD_CONTROL) != 0});
    });
    glfwSetCharCallback(window_, note);
    glfwSetWindowFocusCallback(window_, note);
    glfwSetFramebufferSizeCallback(window_, note);
    glfwSetWindowRefreshCallback(window_, note);
    glfwSetWindowIconifyCallback(window_, note);
}

void Window::give_icon() {
    std::vector<std::vector<unsigned char>> pixels;
    std::vector<GLFWimage> images;
    for (const int size : {16, 32, 48, 128}) {
        pixels.push_back(icon_pixels(size));
        images.push_back({size, size, pixels.back().data()});
    }
    glfwSetWindowIcon(window_, static_cast<int>(images.size()), images.data());
}

Window::~Window() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
    glfwDestroyWindow(window_);
    glfwTerminate();
}

bool Window::wants_to_close() const { return glfwWindowShouldClose(window_) != 0; }
bool Window::hidden() const {
    return glfwGetWindowAttrib(window_, GLFW_ICONIFIED) != 0 ||
           glfwGetWindowAttrib(window_, GLFW_VISIBLE) == 0;
}
bool Window::take_input() { return std::exchange(acted_, false); }
bool Window::focused() const { return glfwGetWindowAttrib(window_, GLFW_FOCUSED) != 0; }

float Window::desktop_scale() const {
    float x = 1, y = 1;
    glfwGetWindowContentScale(window_, &x, &y);
    return x > 0 ? x : 1;
}

void Window::wait(double seconds_max) {
    if (seconds_max > 0)
        glfwWaitEventsTimeout(seconds_max);
    else
        glfwPollEvents();
}

void Window::begin_frame() {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
}

bool Window::pressed(int key, int twin) const {
    return std::any_of(presses_.begin(), presses_.end(), [&](const Press& press) {
        return (press.key == key || press.key == twin) && !press.ctrl;
    });
}

bool Window::pressed_with_ctrl(int key, int twin) const {
    return std::any_of(presses_.begin(), presses_.end(), [&](const Press& press) {
        return (press.key == key || press.key == twin) && press.ctrl;
    });
}

Keys Window::keys() {
    const ImGuiIO& io = ImGui::GetIO();
    Keys keys;
    keys.back = pressed(GLFW_KEY_ESCAPE);
    keys.jump = pressed_with_ctrl(GLFW_KEY_P);
    keys.larger = pressed_with_ctrl(GLFW_KEY_EQUAL, GLFW_KEY_KP_ADD);
    keys.smaller = pressed_with_ctrl(GLFW_KEY_MINUS, GLFW_KEY_KP_SUBTRACT);
    keys.normal = pressed_with_ctrl(GLFW_KEY_0, GLFW_KEY_KP_0);
    if (!io.WantTextInput) {
        keys.filter = typed(io, '/');
        keys.help = typed(io, '?');
        keys.pause = typed(io, ' ');
        keys.stop = pressed(GLFW_KEY_DELETE);
        keys.inspect = pressed(GLFW_KEY_ENTER, GLFW_KEY_KP_ENTER);
        keys.page_up = pressed(GLFW_KEY_PAGE_UP);
        keys.page_down = pressed(GLFW_KEY_PAGE_DOWN);
        keys.first = pressed(GLFW_KEY_HOME);
        keys.last = pressed(GLFW_KEY_END);
        keys.up = pressed(GLFW_KEY_UP);
        keys.down = pressed(GLFW_KEY_DOWN);
    }
    presses_.clear();
    return keys;
}

void Window::end_frame() {
    ImGui::Render();
    int width = 0, height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    glViewport(0, 0, width, height);
    const ImVec4 ground = ImGui::GetStyleColorVec4(ImGuiCol_WindowBg);
    glClearColor(ground.x, ground.y, ground.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Window::show() { glfwSwapBuffers(window_); }

void Window::fonts_changed() {
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
}

std::optional<std::string> Window::write_picture(const std::string& path) const {
    int width = 0, height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    std::vector<unsigned char> pixels(static_cast<std::size_t>(width) *
                                      static_cast<std::size_t>(height) * 3);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadBuffer(GL_BACK);
    glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
    stbi_flip_vertically_on_write(1);
    if (stbi_write_png(path.c_str(), width, height, 3, pixels.data(), width * 3) != 0) return {};
    return "The picture could not be written to " + path +
           "; check that the folder exists and can be written to.";
}

}  // namespace callboard::dashboard
