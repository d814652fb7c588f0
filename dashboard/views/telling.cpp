#include "dashboard/views/telling.hpp"

namespace callboard::dashboard {
namespace {

Telling* told = nullptr;

bool same(ImVec2 a, ImVec2 b) { return a.x == b.x && a.y == b.y; }

}  // namespace

bool Telling::Text::operator==(const Text& other) const {
    return words == other.words && same(low, other.low) && same(high, other.high);
}

bool Telling::Control::operator==(const Control& other) const {
    return kind == other.kind && words == other.words && same(low, other.low) &&
           same(high, other.high) && enabled == other.enabled && focused == other.focused;
}

void tell_to(Telling* listener) { told = listener; }

void tell_text(ImVec2 low, ImVec2 high, std::string_view words) {
    if (told && ImGui::IsRectVisible(low, high))
        told->texts.push_back({std::string(words), low, high});
}

void tell_control(const Telling::Control& control) {
    if (told && ImGui::IsRectVisible(control.low, control.high)) told->controls.push_back(control);
}

}  // namespace callboard::dashboard
