#include "dashboard/views/message_panel.hpp"

#include <doctest/doctest.h>

#include "tests/dashboard/views/screen.hpp"

using namespace callboard;
using namespace callboard::dashboard;
using tests::id;
using tests::Screen;

namespace {

void open_form(Screen& screen) {
    screen.show_theatre();
    screen.choose(id(2));
    screen.tell_details();
    screen.read();
}

}  // namespace

TEST_CASE("the form is made from what the actor accepts") {
    Screen screen;
    open_form(screen);
    CHECK(screen.shows("Refund"));
    CHECK(screen.shows("cents"));
    CHECK(screen.shows("76170"));
}

TEST_CASE("a field that can not be sent is named, and nothing is sent") {
    Screen screen;
    open_form(screen);
    REQUIRE(screen.ui.message.form->set("cents", "12.5"));
    screen.read();
    CHECK(screen.shows("cents: "));
    REQUIRE(screen.click("Send"));
    CHECK(screen.outbox.empty());
}

TEST_CASE("a good form is sent once, as JSON") {
    Screen screen;
    open_form(screen);
    REQUIRE(screen.ui.message.form->set("cents", "500"));
    REQUIRE(screen.click("Send"));
    const auto sent = screen.ordered<probe::SendMessage>();
    REQUIRE(sent.size() == 1);
    CHECK(sent.front().type == "theatre::Refund");
    CHECK(sent.front().json.find("500") != std::string::npos);
}

TEST_CASE("the same can be copied as a line for the shell") {
    Screen screen;
    open_form(screen);
    REQUIRE(screen.click("Copy as command"));
    CHECK(screen.headless.clipboard().find(
              "callboard send --at 127.0.0.1:7070 'box/till-1' 'theatre::Refund'") == 0);
}
