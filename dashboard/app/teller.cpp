#include "dashboard/app/teller.hpp"

#include <imgui.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace callboard::dashboard {
namespace {

using Json = nlohmann::ordered_json;
using Control = Telling::Control;

constexpr double pause_s = 0.1;

const char* to_text(Control::Kind kind) {
    switch (kind) {
        case Control::Kind::Button: return "button";
        case Control::Kind::Chip: return "chip";
        case Control::Kind::Tab: return "tab";
        case Control::Kind::Field: break;
    }
    return "field";
}

Json placed(const std::string& words, ImVec2 low, ImVec2 high) {
    return {{"text", words},
            {"x", low.x},
            {"y", low.y},
            {"width", high.x - low.x},
            {"height", high.y - low.y}};
}

Json to_json(const Control& control) {
    Json json = placed(control.words, control.low, control.high);
    json["kind"] = to_text(control.kind);
    json["enabled"] = control.enabled;
    json["focused"] = control.focused;
    return json;
}

}  // namespace

Teller::Teller(std::string path) : path_(std::move(path)) {
    if (!write())
        throw std::runtime_error("What is on the screen could not be told to " + path_ +
                                 "; check that the folder exists and can be written to.");
    tell_to(&now_);
}

Teller::~Teller() { tell_to(nullptr); }

void Teller::begin_frame() { now_ = {}; }

void Teller::end_frame(double now_s) {
    if (now_s - written_s_ < pause_s || now_ == written_) return;
    if (!write()) return;  // A full disk may have room again at the next change.
    written_ = now_;
    written_s_ = now_s;
}

bool Teller::write() const {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    Json screen = {{"width", size.x},
                   {"height", size.y},
                   {"texts", Json::array()},
                   {"controls", Json::array()}};
    for (const Telling::Text& text : now_.texts)
        screen["texts"].push_back(placed(text.words, text.low, text.high));
    for (const Control& control : now_.controls) screen["controls"].push_back(to_json(control));
    const std::string draft = path_ + ".new";
    std::ofstream file(draft, std::ios::trunc);
    file << screen.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
    file.close();
    std::error_code error;
    if (file) std::filesystem::rename(draft, path_, error);
    return file && !error;
}

}  // namespace callboard::dashboard
