#include "dashboard/views/start_screen.hpp"

#include <doctest/doctest.h>

#include "tests/dashboard/views/screen.hpp"

using namespace callboard;
using namespace callboard::dashboard;
using tests::Screen;

TEST_CASE("the start screen says why nothing is discovered and what to do") {
    Screen screen;
    screen.link.open = false;
    screen.read();
    CHECK(screen.shows("No program has announced itself on this machine."));
    CHECK(screen.shows("Start one that holds a Probe"));
}

TEST_CASE("an announced program is shown with name, address and pid, and a click connects to it") {
    Screen screen;
    screen.link.open = false;
    screen.programs = {{"bank", "127.0.0.1:4123", 512}};
    screen.read();
    CHECK(screen.shows("bank"));
    CHECK(screen.shows("pid 512"));
    REQUIRE(screen.click("127.0.0.1:4123"));
    REQUIRE(screen.outbox.size() == 1);
    CHECK(std::get<ConnectWish>(screen.outbox.front()).address == "127.0.0.1:4123");
}

TEST_CASE("an address that can not be one is refused before anything is tried") {
    CHECK(address_objection("127.0.0.1:7070").empty());
    CHECK(address_objection("tcp://host:1").empty());
    CHECK(address_objection("localhost").find("host:port") != std::string::npos);
    CHECK(address_objection("localhost:port").find("number") != std::string::npos);
    CHECK(address_objection("localhost:70000").find("65535") != std::string::npos);
    CHECK(address_objection("localhost:0").find("65535") != std::string::npos);

    Screen screen;
    screen.link.open = false;
    screen.ui.start.address = "localhost";
    REQUIRE(screen.click("Connect"));
    CHECK(screen.outbox.empty());
    CHECK(screen.shows("An address is host:port"));
}

TEST_CASE("without any program the demo can be tried") {
    Screen screen;
    screen.link.open = false;
    REQUIRE(screen.click("Try the demo"));
    REQUIRE(screen.outbox.size() == 1);
    CHECK(std::holds_alternative<DemoWish>(screen.outbox.front()));
}

TEST_CASE("recent places open again, addresses and recordings each in their way") {
    Screen screen;
    screen.link.open = false;
    screen.ui.start.recent = {"10.0.0.7:7070", "monday.callboard"};
    REQUIRE(screen.click("10.0.0.7:7070"));
    REQUIRE(screen.click("monday.callboard"));
    REQUIRE(screen.outbox.size() == 2);
    CHECK(std::get<ConnectWish>(screen.outbox.front()).address == "10.0.0.7:7070");
    CHECK(std::get<OpenWish>(screen.outbox.back()).path == "monday.callboard");
}
