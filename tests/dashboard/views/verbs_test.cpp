#include "dashboard/views/verbs.hpp"

#include <doctest/doctest.h>

#include "tests/dashboard/views/screen.hpp"

using namespace callboard;
using namespace callboard::dashboard;
using tests::id;
using tests::Screen;

TEST_CASE("stopping asks first: the question names the target and what is lost") {
    Screen screen;
    screen.show_theatre();
    screen.choose(id(2));
    REQUIRE(screen.click("Stop"));
    screen.read();
    CHECK(screen.shows("Stop till-1?"));
    CHECK(screen.shows("1,204 queued messages become dead"));
    CHECK(screen.outbox.empty());
}

TEST_CASE("a stop that is confirmed leaves exactly one order") {
    Screen screen;
    screen.show_theatre();
    screen.choose(id(2));
    screen.keys.stop = true;
    screen.read();
    const auto count_of_stops = screen.ordered<probe::StopActor>().size();
    CHECK(count_of_stops == 0);
    REQUIRE(screen.headless.place_of("Cancel"));
    // The question is drawn last, so its button is the last word Stop on the screen.
    int last = 0;
    while (screen.headless.place_of("Stop", last + 1)) ++last;
    REQUIRE(screen.click("Stop", last));
    screen.read();
    REQUIRE(screen.ordered<probe::StopActor>().size() == 1);
    CHECK(screen.ordered<probe::StopActor>().front().actor == id(2));
    CHECK_FALSE(screen.ui.confirmation.has_value());
}

TEST_CASE("a stop that is cancelled leaves none") {
    Screen screen;
    screen.show_theatre();
    screen.choose(id(2));
    screen.keys.stop = true;
    REQUIRE(screen.click("Cancel"));
    CHECK(screen.outbox.empty());
    CHECK_FALSE(screen.ui.confirmation.has_value());
}

TEST_CASE("stopping a supervisor counts those who stop with it") {
    Screen screen;
    screen.show_theatre();
    screen.choose(id(1));
    screen.keys.stop = true;
    screen.read();
    CHECK(screen.shows("It and the 1 actor below it stop."));
}

TEST_CASE("a recording can not be talked to, and says so") {
    Screen screen;
    screen.show_theatre();
    screen.link.status.state = probe::LinkState::Recording;
    screen.choose(id(2));
    screen.keys.stop = true;
    screen.read();
    CHECK_FALSE(screen.ui.confirmation.has_value());
    CHECK(screen.shows("RECORDING"));
}
