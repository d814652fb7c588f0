#include "dashboard/app/window.hpp"

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <stb_image_write.h>

#include <cstddef>
#include <vector>

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

Window::~Window() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
    glfwDestroyWindow(window_);
    glfwTerminate();
}

bool Window::wants_to_close() const { return glfwWindowShouldClose(window_) != 0; }
bool Window::minimised() const { return glfwGetWindowAttrib(window_, GLFW_ICONIFIED) != 0; }
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

Keys Window::keys() const {
    const ImGuiIO& io = ImGui::GetIO();
    Keys keys;
    keys.back = ImGui::IsKeyPressed(GLFW_KEY_ESCAPE, false);
    if (io.KeyCtrl) {
        const auto either = [](int key, int keypad) {
            return ImGui::IsKeyPressed(key) || ImGui::IsKeyPressed(keypad);
        };
        keys.jump = ImGui::IsKeyPressed(GLFW_KEY_P, false);
        keys.larger = either(GLFW_KEY_EQUAL, GLFW_KEY_KP_ADD);
        keys.smaller = either(GLFW_KEY_MINUS, GLFW_KEY_KP_SUBTRACT);
        keys.normal = either(GLFW_KEY_0, GLFW_KEY_KP_0);
        return keys;
    }
    if (io.WantTextInput) return keys;
    keys.filter = typed(io, '/');
    keys.help = typed(io, '?');
    keys.pause = typed(io, ' ');
    keys.stop = ImGui::IsKeyPressed(GLFW_KEY_DELETE, false);
    keys.up = ImGui::IsKeyPressed(GLFW_KEY_UP);
    keys.down = ImGui::IsKeyPressed(GLFW_KEY_DOWN);
    return keys;
}

void Window::end_frame() {
    ImGui::Render();
    int width = 0, height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    glViewport(0, 0, width, height);
    glClearColor(0, 0, 0, 1);
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
