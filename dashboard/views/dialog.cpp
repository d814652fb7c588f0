#include "dashboard/views/dialog.hpp"

#include <cmath>

namespace callboard::dashboard {

bool begin_dialog(const Look& look, const char* id, ImVec2 size) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImGui::OpenPopup(id);
    ImGui::SetNextWindowPos(
        {std::floor((screen.x - size.x) / 2), std::floor((screen.y - size.y) * 0.4f)});
    ImGui::SetNextWindowSize(size);
    constexpr auto flags =
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, look.px(8));
    const bool shown = ImGui::BeginPopupModal(id, nullptr, flags);
    ImGui::PopStyleVar();
    return shown;
}

}  // namespace callboard::dashboard
