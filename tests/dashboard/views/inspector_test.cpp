#include "dashboard/views/inspector.hpp"

#include <doctest/doctest.h>

#include "tests/dashboard/views/screen.hpp"

using namespace callboard;
using namespace callboard::dashboard;
using tests::id;
using tests::Screen;

TEST_CASE("an actor that behaves in another way than its own says so beside its state") {
    Screen screen;
    screen.show_theatre();
    screen.choose(id(2));
    screen.tell_details();
    screen.read();
    CHECK_FALSE(screen.shows("behaves as"));
    screen.inspection.details->behaviour = "sulking";
    screen.read();
    CHECK(screen.shows("behaves as sulking"));
}

TEST_CASE("with nothing chosen those who stand out are shown, and a click chooses one") {
    Screen screen;
    screen.show_theatre();
    screen.read();
    CHECK(screen.shows("Who stands out"));
    CHECK(screen.shows("No handler has thrown."));
    int last = 0;  // The last place of its name is the one at the right.
    while (screen.headless.place_of("till-1", last + 1)) ++last;
    REQUIRE(screen.click("till-1", last));
    CHECK(screen.ui.selected == id(2));
}

TEST_CASE("one who is gone for good keeps its name, its last state and its buttons, disabled") {
    Screen screen;
    screen.show_theatre();
    screen.choose(id(99));
    screen.tell_details();
    screen.inspection.name = "till-9";
    screen.inspection.path = "box/till-9";
    screen.now_s = 12;
    screen.read();
    CHECK(screen.shows("till-9"));
    CHECK(screen.shows("This actor is gone."));
    CHECK(screen.shows("read 12 s ago"));
    CHECK(screen.shows("76170"));
    REQUIRE(screen.shows("Restart"));
    REQUIRE(screen.click("Restart"));
    CHECK_FALSE(screen.ui.confirmation.has_value());
    CHECK(screen.shows("Refund"));
    REQUIRE(screen.click("Send"));
    CHECK(screen.outbox.empty());
}

TEST_CASE("the tree's first level stands open until a person closes it") {
    Screen screen;
    screen.show_theatre();
    screen.read();
    CHECK(screen.rows.tree.is_open(id(1)));
    screen.rows.tree.close(id(1));
    screen.read();
    CHECK_FALSE(screen.rows.tree.is_open(id(1)));
}

TEST_CASE("a view that is held still says so") {
    Screen screen;
    screen.show_theatre();
    screen.keys.pause = true;
    screen.read();
    CHECK(screen.shows("PAUSED"));
}

TEST_CASE("Enter takes the first actor of the table, and then leads to its message") {
    Screen screen;
    screen.show_theatre();
    screen.read();
    screen.keys.inspect = true;
    screen.draw();
    CHECK(screen.ui.selected == id(2));  // The longest queue stands first.
    screen.keys.last = true;
    screen.draw();
    CHECK(screen.ui.selected != id(2));
}
