#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>
#include <optional>

#include "tests/support/eventually.hpp"
#include "tests/window/dashboard_window.hpp"

using namespace callboard::tests;

namespace {

int brightness(std::uint32_t pixel) {
    return static_cast<int>((pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255));
}

// How far the brightest and the darkest spot of it are apart: less when it is greyed.
int contrast(const Picture& picture, const Rect& rect) {
    int low = 3 * 255, high = 0;
    for (double y = rect.y; y < rect.bottom(); ++y)
        for (double x = rect.x; x < rect.right(); ++x) {
            const int here = brightness(picture.at(x, y));
            low = std::min(low, here);
            high = std::max(high, here);
        }
    return high - low;
}

}  // namespace

TEST_CASE("a killed program's last data stays, greyed and with its age, until it is back") {
    const Home home;
    std::optional<Theatre> theatre(std::in_place, home);
    DashboardWindow window(home, theatre->address());
    const auto port = theatre->port();
    REQUIRE(window.type_into([&] { return window.filter_field(); }, "hamlet"));
    const auto live = [&] { return window.shows("LIVE") && window.row_of("hamlet"); };
    REQUIRE_MESSAGE(eventually(live), window.all_words());
    const auto hamlet_contrast = [&] {
        const auto place = window.row_of("hamlet");
        return place ? contrast(window.screen().picture(), *place) : 0;
    };
    REQUIRE(eventually([&] { return hamlet_contrast() > 200; }));  // Drawn, not only told.
    const int fresh = hamlet_contrast();

    theatre->process().kill(SIGKILL);
    const auto aged = [&] { return window.shows("Last data ") && window.shows(" s ago"); };
    REQUIRE_MESSAGE(eventually(aged), window.all_words());
    CHECK_FALSE(window.shows("LIVE"));
    CHECK(eventually([&] {
        const int now = hamlet_contrast();
        return now > 0 && now < fresh * 3 / 4;
    }));
    theatre.reset();

    theatre.emplace(home, port);
    CHECK_MESSAGE(eventually(live), window.all_words());
    CHECK(eventually([&] { return hamlet_contrast() > fresh * 3 / 4; }));
}
