#include <doctest/doctest.h>

#include <optional>

#include "tests/support/eventually.hpp"
#include "tests/window/dashboard_window.hpp"

using namespace callboard::tests;

namespace {

// What the lamp in the program itself says of its goal.
std::optional<double> target_level(const Home& home) {
    const auto lamp = home.ask({"inspect", "lamp-07"});
    if (!lamp) return std::nullopt;
    return lamp->at("inside").at("target").at("level").get<double>();
}

}  // namespace

TEST_CASE("a message typed into the form and sent with a click changes the actor in the program") {
    const Home home;
    Theatre theatre(home);
    DashboardWindow window(home, theatre.address());
    REQUIRE(window.type_into([&] { return window.filter_field(); }, "lamp-07"));
    REQUIRE(window.click_row("lamp-07"));

    // The state above the form has a line "level" too; beside the form's is a field.
    const auto level = [&] { return window.field_beside("level"); };
    REQUIRE_MESSAGE(window.type_into(level, "bright"), window.all_words());
    const auto refused = [&] { return window.shows("level: bright is not a number"); };
    CHECK_MESSAGE(eventually(refused), window.all_words());
    const auto send = [&] { return window.control("button", "Send"); };
    REQUIRE(eventually([&] { return send() && !send()->enabled; }));
    window.click(send()->rect);  // It is dead: nothing goes out.

    REQUIRE_MESSAGE(window.type_into(level, "0.125"), window.all_words());
    REQUIRE_MESSAGE(window.click_button("Send"), window.all_words());
    CHECK_MESSAGE(eventually([&] { return window.shows("send Fade"); }), window.all_words());
    CHECK(window.texts("send Fade").size() == 1);
    CHECK(eventually([&] { return target_level(home) == 0.125; }));
}
