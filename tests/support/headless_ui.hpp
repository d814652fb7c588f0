#pragma once

#include <imgui.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace callboard::tests {

// Dear ImGui with no window and no GPU. It reads the screen as a person does: from
// the glyphs that were drawn, wherever they stand, and clicks where it reads.
class HeadlessUi {
public:
    explicit HeadlessUi(ImVec2 size = {1600, 1000}) {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = size;
        io.DeltaTime = 1.0f / 60;
        io.MousePos = {-1, -1};
        io.ClipboardUserData = &clipboard_;
        io.SetClipboardTextFn = [](void* user, const char* text) {
            *static_cast<std::string*>(user) = text;
        };
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        io.Fonts->AddFontDefault();
        io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
        for (const ImFontGlyph& glyph : font()->Glyphs)
            if (glyph.Visible && glyph.Codepoint < 128)
                letters_.emplace(std::pair{glyph.U0, glyph.V0}, static_cast<char>(glyph.Codepoint));
    }
    ~HeadlessUi() { ImGui::DestroyContext(); }
    HeadlessUi(const HeadlessUi&) = delete;
    HeadlessUi& operator=(const HeadlessUi&) = delete;

    static ImFont* font() { return ImGui::GetIO().Fonts->Fonts[0]; }

    // Runs one frame of `view` and reads what it drew.
    template <class View>
    void frame(View view) {
        ImGui::NewFrame();
        view();
        ImGui::Render();
        read();
    }

    // Words on the screen, a line for each run of text.
    const std::string& text() const { return text_; }
    bool shows(const std::string& words) const { return text_.find(words) != std::string::npos; }
    const std::string& clipboard() const { return clipboard_; }

    // The middle of the `nth` place where the words stand.
    std::optional<ImVec2> place_of(const std::string& words, int nth = 0) const {
        std::size_t at = text_.find(words);
        while (nth-- > 0 && at != std::string::npos) at = text_.find(words, at + 1);
        if (at == std::string::npos) return {};
        const ImVec2 first = places_[at];
        const ImVec2 last = places_[at + words.size() - 1];
        return ImVec2{(first.x + last.x) / 2, first.y};
    }

    // Points at the words, presses and lets go. False when they are not on the screen.
    template <class View>
    bool click(const std::string& words, View view, int nth = 0, int mouse_button = 0) {
        const auto place = place_of(words, nth);
        if (!place) return false;
        ImGuiIO& io = ImGui::GetIO();
        io.MousePos = *place;
        frame(view);
        io.MouseDown[mouse_button] = true;
        frame(view);
        io.MouseDown[mouse_button] = false;
        frame(view);
        frame(view);
        return true;
    }

private:
    struct Quad {
        char letter;
        ImVec2 low, high;
    };

    // Every drawn quad whose texture is a letter's becomes that letter.
    void read() {
        text_.clear();
        places_.clear();
        const ImDrawData& data = *ImGui::GetDrawData();
        for (int i = 0; i < data.CmdListsCount; ++i) {
            std::optional<Quad> before;
            const ImVector<ImDrawVert>& corners = data.CmdLists[i]->VtxBuffer;
            for (int v = 0; v + 3 < corners.Size; ++v) {
                const auto letter = letters_.find({corners[v].uv.x, corners[v].uv.y});
                if (letter == letters_.end() || !is_upright(corners, v)) continue;
                const Quad quad{letter->second, corners[v].pos, corners[v + 2].pos};
                join(before, quad);
                put(quad.letter, {(quad.low.x + quad.high.x) / 2, (quad.low.y + quad.high.y) / 2});
                before = quad;
                v += 3;
            }
            put('\n', {});
        }
    }

    static bool is_upright(const ImVector<ImDrawVert>& corners, int v) {
        return corners[v].pos.y == corners[v + 1].pos.y &&
               corners[v + 1].pos.x == corners[v + 2].pos.x &&
               corners[v + 2].pos.y == corners[v + 3].pos.y;
    }

    // A step back or far ahead begins another run; a letter's width ahead is a space.
    void join(const std::optional<Quad>& before, const Quad& quad) {
        if (!before) return;
        const float step = font()->GetCharAdvance('x');
        const float ahead = quad.low.x - before->low.x;
        const float down = quad.low.y - before->low.y;
        const bool same_line = down < font()->FontSize * 0.8f && down > -font()->FontSize * 0.8f;
        if (!same_line || ahead <= 0 || ahead > step * 3)
            put('\n', {});
        else if (ahead > step * 1.6f)
            put(' ', {quad.low.x, quad.low.y});
    }

    void put(char letter, ImVec2 place) {
        text_ += letter;
        places_.push_back(place);
    }

    std::map<std::pair<float, float>, char> letters_ = {};
    std::string text_ = {};
    std::vector<ImVec2> places_ = {};
    std::string clipboard_ = {};
};

}  // namespace callboard::tests
