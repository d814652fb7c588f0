#include <doctest/doctest.h>

#include <optional>

#include "tests/support/eventually.hpp"
#include "tests/window/dashboard_window.hpp"

using namespace callboard::tests;

namespace {

// A line goes through the name: no ground shines through between its letters.
bool struck_through(const Picture& picture, const Rect& name) {
    const double middle = name.y + name.height / 2;
    for (double y = middle - 2; y <= middle + 2; ++y) {
        const auto ground = picture.at(name.right() + 7, y);
        bool unbroken = true;
        for (double x = name.x; x < name.right(); ++x)
            unbroken = unbroken && picture.at(x, y) != ground;
        if (unbroken) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("a real click on Stop stops the actor in the program, and its row is struck through") {
    const Home home;
    Theatre theatre(home);
    DashboardWindow window(home, theatre.address());
    REQUIRE(home.ask({"inspect", "prompter"}));

    // Found with real keys, as its row is the only one that the filter leaves.
    REQUIRE(window.type_into([&] { return window.filter_field(); }, "prompter"));
    std::optional<Rect> name;
    const auto find_name = [&] { return (name = window.row_of("prompter")).has_value(); };
    REQUIRE(window.click_row("prompter"));
    REQUIRE_MESSAGE(window.click_button("Stop"), window.all_words());
    REQUIRE_MESSAGE(eventually([&] { return window.shows("Stop prompter?"); }), window.all_words());
    CHECK(home.ask({"inspect", "prompter"}));  // Not before it is confirmed.
    REQUIRE(find_name());
    CHECK_FALSE(struck_through(window.screen().picture(), *name));

    REQUIRE(window.click_button("Stop"));
    REQUIRE_MESSAGE(eventually([&] { return !window.texts("gone").empty(); }), window.all_words());
    CHECK(eventually(
        [&] { return find_name() && struck_through(window.screen().picture(), *name); }));
    CHECK_FALSE(window.control("button", "Stop")->enabled);
    const auto inspected = home.callboard({"inspect", "prompter"});
    CHECK(inspected.code == 1);
    CHECK_MESSAGE(inspected.err.starts_with("There is no actor \"prompter\"."), inspected.err);
}
