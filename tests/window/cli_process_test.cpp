#include <doctest/doctest.h>

#include <string>

#include "tests/support/eventually.hpp"
#include "tests/window/programs.hpp"

using namespace callboard::tests;

namespace {

bool holds(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("callboard ls lists the actors of the only program that is announced") {
    const Home home;
    const Theatre theatre(home);
    const auto listed = home.callboard({"ls", "lamp"});
    CHECK(listed.code == 0);
    CHECK_MESSAGE(holds(listed.out, "lights/lamp-07"), listed.out);
    CHECK_FALSE(holds(listed.out, "hamlet"));
    CHECK(listed.err.empty());
    const auto lamps = home.ask({"ls", "kind:Lamp"});
    REQUIRE(lamps);
    CHECK(lamps->size() == 12);
}

TEST_CASE("callboard tree draws who supervises whom") {
    const Home home;
    const Theatre theatre(home);
    const auto tree = home.callboard({"tree", "--at", theatre.address()});
    CHECK(tree.code == 0);
    const auto lights = tree.out.find("lights"), lamp = tree.out.find("lamp-01");
    CHECK(lights != std::string::npos);
    CHECK(lamp != std::string::npos);
    CHECK(lights < lamp);
}

TEST_CASE("callboard stop stops an actor by its name, and says so") {
    const Home home;
    const Theatre theatre(home);
    const auto stopped = home.callboard({"stop", "prompter"});
    CHECK(stopped.code == 0);
    CHECK_MESSAGE(holds(stopped.out, "prompter"), stopped.out);
    CHECK(eventually([&] { return home.callboard({"inspect", "prompter"}).code == 1; }));
}

TEST_CASE("a name that nobody has is refused with the nearest") {
    const Home home;
    const Theatre theatre(home);
    const auto stopped = home.callboard({"stop", "promter"});
    CHECK(stopped.code == 1);
    CHECK(stopped.out.empty());
    CHECK_MESSAGE(holds(stopped.err, "There is no actor \"promter\"."), stopped.err);
    CHECK_MESSAGE(holds(stopped.err, "prompter"), stopped.err);
    CHECK(home.callboard({"inspect", "prompter"}).code == 0);  // Nobody else was meant.
}

TEST_CASE("where no program answers callboard says so and leaves with 3") {
    const Home home;
    const auto nobody = home.callboard({"ls"});
    CHECK(nobody.code == 3);
    CHECK_MESSAGE(holds(nobody.err, "No program is announced on this machine."), nobody.err);
    const auto dead = home.callboard({"ls", "--at", "127.0.0.1:1", "--timeout", "0.5"});
    CHECK(dead.code == 3);
    CHECK_MESSAGE(holds(dead.err, "127.0.0.1:1"), dead.err);
}

TEST_CASE("a wrong field is refused by its name, and nothing is sent") {
    const Home home;
    const Theatre theatre(home);
    const auto wrong = home.callboard({"send", "lamp-07", "Fade", "level=bright"});
    CHECK(wrong.code == 1);
    CHECK(wrong.err == "level: bright is not a number.\n");
    const auto none = home.callboard({"send", "lamp-07", "Fade", "glow=1"});
    CHECK(none.code == 1);
    CHECK_MESSAGE(holds(none.err, "no field \"glow\""), none.err);
    const auto right = home.callboard({"send", "lamp-07", "Fade", "level=0.125"});
    CHECK_MESSAGE(right.code == 0, right.err);
    CHECK(home.ask({"inspect", "lamp-07"})->at("inside").at("target").at("level") == 0.125);
}

TEST_CASE("a word that callboard does not know is wrong use") {
    const Home home;
    const auto wrong = home.callboard({"frobnicate", "--at"});
    CHECK(wrong.code == 2);
    CHECK_MESSAGE(holds(wrong.err, "callboard --help"), wrong.err);
}

TEST_CASE("what can not be opened is said where it was typed, and no window opens") {
    const Home home;
    const auto word = home.callboard({"frob"});
    CHECK(word.code == 2);
    CHECK_MESSAGE(holds(word.err, "\"frob\" is no verb, no address"), word.err);
    const auto missing = home.callboard({"nowhere.callboard"});
    CHECK(missing.code == 2);
    CHECK_MESSAGE(holds(missing.err, "nowhere.callboard"), missing.err);
    const auto foreign = home.callboard({THEATRE_PROGRAM});
    CHECK(foreign.code == 2);
    CHECK_MESSAGE(holds(foreign.err, "not a Callboard recording"), foreign.err);
}

TEST_CASE("the version says which programs it can look at") {
    const Home home;
    const auto version = home.callboard({"--version"});
    CHECK(version.code == 0);
    CHECK_MESSAGE(holds(version.out, "wire version"), version.out);
}
