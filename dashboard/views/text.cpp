#include "dashboard/views/text.hpp"

#include <cfloat>
#include <cmath>

#include "dashboard/views/telling.hpp"

namespace callboard::dashboard {
namespace {

constexpr std::string_view ellipsis = "…";

const char* end_of(std::string_view text) { return text.data() + text.size(); }

// Steps back to where a UTF-8 character begins.
std::size_t whole_characters(std::string_view text, std::size_t length) {
    while (length > 0 && length < text.size() && (text[length] & 0xc0) == 0x80) --length;
    return length;
}

// Where text that stands at `at` begins.
ImVec2 corner_of(ImFont* face, ImVec2 at) {
    return {std::floor(at.x), std::floor(at.y - face->FontSize / 2)};
}

void draw(ImFont* face, ImVec2 corner, ImU32 colour, std::string_view text) {
    ImGui::GetWindowDrawList()->AddText(face, face->FontSize, corner, colour, text.data(),
                                        end_of(text));
}

void tell(ImFont* face, ImVec2 corner, float width, std::string_view text) {
    tell_text(corner, {corner.x + width, corner.y + face->FontSize}, text);
}

}  // namespace

std::string_view short_type(std::string_view type) {
    const auto colons = type.rfind("::");
    return colons == std::string_view::npos ? type : type.substr(colons + 2);
}

float width_of(ImFont* face, std::string_view text) {
    if (text.empty()) return 0;
    return std::ceil(face->CalcTextSizeA(face->FontSize, FLT_MAX, 0, text.data(), end_of(text)).x);
}

float write(ImFont* face, ImVec2 at, ImU32 colour, std::string_view text) {
    if (text.empty()) return 0;
    const ImVec2 corner = corner_of(face, at);
    const float width = width_of(face, text);
    draw(face, corner, colour, text);
    tell(face, corner, width, text);
    return width;
}

float write_right(ImFont* face, ImVec2 at, ImU32 colour, std::string_view text) {
    return write(face, {at.x - width_of(face, text), at.y}, colour, text);
}

float write_centred(ImFont* face, ImVec2 at, ImU32 colour, std::string_view text) {
    return write(face, {at.x - width_of(face, text) / 2, at.y}, colour, text);
}

std::string fitted(ImFont* face, std::string_view text, float width) {
    if (width_of(face, text) <= width) return std::string(text);
    const float room = width - width_of(face, ellipsis);
    const char* remaining = text.data();
    if (room > 0)
        face->CalcTextSizeA(face->FontSize, room, 0, text.data(), end_of(text), &remaining);
    const auto length = whole_characters(text, static_cast<std::size_t>(remaining - text.data()));
    return std::string(text.substr(0, length)) + std::string(ellipsis);
}

float write_fitted(ImFont* face, ImVec2 at, float width, ImU32 colour, std::string_view text) {
    if (width <= 0) return 0;
    if (width_of(face, text) <= width) return write(face, at, colour, text);
    return write(face, at, colour, fitted(face, text, width));
}

float write_label(const Look& look, ImVec2 at, ImU32 colour, std::string_view text) {
    ImFont* face = look.type.label;
    float x = at.x;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin + 1;
        while (end < text.size() && (text[end] & 0xc0) == 0x80) ++end;
        std::string letter(text.substr(begin, end - begin));
        if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z')
            letter[0] = static_cast<char>(letter[0] - 'a' + 'A');
        draw(face, corner_of(face, {x, at.y}), colour, letter);
        x += face->CalcTextSizeA(face->FontSize, FLT_MAX, 0, letter.data(), end_of(letter)).x +
             0.6f * look.scale;
        begin = end;
    }
    tell(face, corner_of(face, at), x - at.x, text);
    return x - at.x;
}

float wrapped_height(ImFont* face, float width, std::string_view text) {
    if (text.empty()) return 0;
    return face->CalcTextSizeA(face->FontSize, FLT_MAX, width, text.data(), end_of(text)).y;
}

float write_wrapped(ImFont* face, ImVec2 at, float width, ImU32 colour, std::string_view text) {
    if (text.empty()) return 0;
    const ImVec2 corner{std::floor(at.x), std::floor(at.y)};
    ImGui::GetWindowDrawList()->AddText(face, face->FontSize, corner, colour, text.data(),
                                        end_of(text), width);
    const float height = wrapped_height(face, width, text);
    tell_text(corner, {corner.x + width, corner.y + height}, text);
    return height;
}

}  // namespace callboard::dashboard
