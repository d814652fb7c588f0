#include "dashboard/views/actor_table.hpp"

#include <doctest/doctest.h>

#include "tests/dashboard/views/screen.hpp"

using namespace callboard;
using namespace callboard::dashboard;
using tests::frame;
using tests::id;
using tests::Screen;

TEST_CASE("the table shows names and how many wait in each mailbox") {
    Screen screen;
    screen.show_theatre();
    screen.read();
    CHECK(screen.shows("till-1"));
    CHECK(screen.shows("usher"));
    CHECK(screen.shows("1,204"));
    CHECK(screen.shows("ranked by mailbox"));
}

TEST_CASE("a click on a row chooses its actor") {
    Screen screen;
    screen.show_theatre();
    REQUIRE(screen.click("till-1"));
    CHECK(screen.ui.selected == id(2));
}

TEST_CASE("a click on a column's title sorts by it, and again the other way round") {
    Screen screen;
    screen.show_theatre();
    REQUIRE(screen.click("Kind"));
    CHECK(screen.ui.table.sort == ActorColumn::Kind);
    CHECK_FALSE(screen.ui.table.descending);
    REQUIRE(screen.click("Kind"));
    CHECK(screen.ui.table.descending);
}

TEST_CASE("a filter that hides everybody says so and how to see them again") {
    Screen screen;
    screen.show_theatre();
    screen.ui.table.filter = "nobody";
    screen.read();
    CHECK(screen.shows("No actor passes the filter."));
}

TEST_CASE("the keys move the choice through the rows in their order") {
    Screen screen;
    screen.show_theatre();
    screen.read();
    screen.keys.down = true;
    screen.read();
    CHECK(screen.ui.selected == id(2));
    screen.keys.down = true;
    screen.read();
    CHECK(screen.ui.selected != id(2));
    screen.keys.up = true;
    screen.read();
    CHECK(screen.ui.selected == id(2));
}

TEST_CASE("who is gone stays, marked, and can not be asked for anything") {
    Screen screen;
    screen.show_theatre();
    screen.world.apply(frame(2).stopped(id(2)));
    screen.choose(id(2));
    screen.read();
    CHECK(screen.shows("till-1"));
    CHECK(screen.shows("gone"));
    REQUIRE(screen.click("Stop"));
    CHECK_FALSE(screen.ui.confirmation.has_value());
}

TEST_CASE("a lost link greys what is shown and tells its age") {
    Screen screen;
    screen.show_theatre();
    screen.link.status.state = probe::LinkState::Connecting;
    screen.link.status.sentence = "The program stopped answering.";
    screen.link.data_age_s = 14;
    screen.read();
    CHECK(screen.shows("Last data 14 s ago"));
    CHECK(screen.shows("The program stopped answering."));
    CHECK(screen.shows("till-1"));
}
