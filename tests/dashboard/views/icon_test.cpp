#include "dashboard/app/icon.hpp"

#include <doctest/doctest.h>

#include <cstddef>

#include "dashboard/views/emblem.hpp"

using namespace callboard::dashboard;

TEST_CASE("the icon is the emblem: clear corners, a full ground, the called line in the accent") {
    constexpr std::size_t size = 64;
    const auto pixels = icon_pixels(size);
    REQUIRE(pixels.size() == size * size * 4);
    const auto at = [&](std::size_t x, std::size_t y) {
        return pixels.data() + (y * size + x) * 4;
    };
    CHECK(at(0, 0)[3] == 0);
    CHECK(at(size / 2, 2)[3] == 255);
    const ImVec4 accent = ImGui::ColorConvertU32ToFloat4(theme_of(ThemeName::Dark).accent);
    CHECK(at(size / 2, size / 2)[0] == static_cast<int>(accent.x * 255 + 0.5f));
    CHECK(at(size / 2, size / 2)[2] == static_cast<int>(accent.z * 255 + 0.5f));
}
