#include <doctest/doctest.h>

#include "tests/support/eventually.hpp"
#include "tests/window/dashboard_window.hpp"

using namespace callboard::tests;

TEST_CASE("an address that is typed on the start screen connects with Enter and shows actors") {
    const Home home;
    Theatre theatre(home);
    DashboardWindow window(home, "");
    REQUIRE_MESSAGE(eventually([&] { return window.shows("Discovered on this machine"); }),
                    window.process().err());
    CHECK(eventually([&] { return window.shows("theatre"); }));  // It announced itself.
    CHECK_FALSE(window.control("button", "Connect")->enabled);

    REQUIRE(window.type_into([&] { return window.address_field(); }, theatre.address()));
    CHECK(eventually([&] { return window.control("button", "Connect")->enabled; }));
    const auto shows_actors = [&] { return window.shows("LIVE") && window.shows("ledger"); };
    CHECK_MESSAGE(window.hold("Return", shows_actors), window.all_words());
}

TEST_CASE("a wrong address is refused in a sentence before anything connects") {
    const Home home;
    DashboardWindow window(home, "");
    REQUIRE(window.type_into([&] { return window.address_field(); }, "theatre"));
    const auto objects = [&] { return window.shows("An address is host:port"); };
    CHECK_MESSAGE(eventually(objects), window.all_words());
    CHECK_FALSE(window.control("button", "Connect")->enabled);
    CHECK(window.process().running());
}
