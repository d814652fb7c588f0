#include "dashboard/model/actor_filter.hpp"

#include <doctest/doctest.h>

#include "tests/support/frame_builder.hpp"

using namespace callboard;
using namespace callboard::tests;
using dashboard::ActorFilter;
using dashboard::World;
using probe::ActorState;
using probe::NameId;

namespace {

// bank (Bank) ── alice (bank::Account), bob (bank::Account), till-1 (Till), Till#5
World bank() {
    World world;
    world.apply(frame(1)
                    .key()
                    .named(1, "bank")
                    .named(2, "Bank")
                    .named(3, "alice")
                    .named(4, "bob")
                    .named(5, "bank::Account")
                    .named(6, "till-1")
                    .named(7, "Till")
                    .actor({.id = id(1), .name = NameId{1}, .kind = NameId{2}})
                    .actor({.id = id(2),
                            .parent = id(1),
                            .name = NameId{3},
                            .kind = NameId{5},
                            .state = ActorState::Busy,
                            .mailbox = 150,
                            .received = 12'000})
                    .actor({.id = id(3),
                            .parent = id(1),
                            .name = NameId{4},
                            .kind = NameId{5},
                            .state = ActorState::Idle,
                            .mailbox = 100,
                            .failed = 1})
                    .actor({.id = id(4),
                            .parent = id(1),
                            .name = NameId{6},
                            .kind = NameId{7},
                            .state = ActorState::Suspended,
                            .restarts = 2})
                    .actor({.id = id(5), .parent = id(1), .kind = NameId{7}}));
    return world;
}

// The names that pass, in one line.
std::string passing(const std::string& text) {
    const World world = bank();
    const ActorFilter filter(text);
    CHECK(filter.error() == "");
    std::string names;
    for (dashboard::Row row = 0; row < world.row_count(); ++row)
        if (filter.matches(world, row)) names += (names.empty() ? "" : " ") + world.name(row);
    return names;
}

std::string error(const std::string& text) { return ActorFilter(text).error(); }

}  // namespace

TEST_CASE("an empty filter lets all through") {
    CHECK(passing("") == "bank alice bob till-1 Till#5");
}

TEST_CASE("a word finds names that contain it, in either case") {
    CHECK(passing("ALI") == "alice");
    CHECK(passing("till") == "till-1 Till#5");
}

TEST_CASE("a word finds names with its letters in that order") {
    CHECK(passing("alc") == "alice");
    CHECK(passing("t1") == "till-1");
}

TEST_CASE("a word finds all below an actor whose name contains it") {
    CHECK(passing("bank") == "bank alice bob till-1 Till#5");
}

TEST_CASE("a word with a slash is looked for in the path") { CHECK(passing("bank/al") == "alice"); }

TEST_CASE("an actor without a name is found by its kind and slot") {
    CHECK(passing("l#5") == "Till#5");
}

TEST_CASE("a kind is named in full or by its last part") {
    CHECK(passing("kind:Account") == "alice bob");
    CHECK(passing("kind:bank::account") == "alice bob");
    CHECK(passing("kind:Till,Bank") == "bank till-1 Till#5");
    CHECK(passing("kind:Acc") == "");
}

TEST_CASE("states can be listed") {
    CHECK(passing("state:busy") == "alice");
    CHECK(passing("state:busy,Suspended") == "alice till-1");
}

TEST_CASE("numbers are compared") {
    CHECK(passing("mailbox>100") == "alice");
    CHECK(passing("mailbox>=100") == "alice bob");
    CHECK(passing("mailbox=100") == "bob");
    CHECK(passing("mailbox<100") == "bank till-1 Till#5");
    CHECK(passing("mailbox<=0") == "bank till-1 Till#5");
    CHECK(passing("received>10k") == "alice");
    CHECK(passing("failed>0") == "bob");
    CHECK(passing("restarts>1") == "till-1");
    CHECK(passing("rate>0") == "");
}

TEST_CASE("all terms must hold") {
    CHECK(passing("kind:Account mailbox>100") == "alice");
    CHECK(passing("  kind:Account   state:idle ") == "bob");
}

TEST_CASE("an exclamation mark turns a term round") {
    CHECK(passing("!kind:Till") == "bank alice bob");
    CHECK(passing("kind:Account !state:busy") == "bob");
    CHECK(passing("!till") == "bank alice bob");
}

TEST_CASE("what is left out must contain the word, scattered letters do not count") {
    CHECK(passing("!alc") == "bank alice bob till-1 Till#5");
}

TEST_CASE("a pattern is looked for in the path") {
    CHECK(passing("/till-[0-9]+$/") == "till-1");
    CHECK(passing("!/bank./") == "bank");
    CHECK(passing("/(alice|bob)/") == "alice bob");
}

TEST_CASE("quotes hold words together") { CHECK(passing("\"till-1\"") == "till-1"); }

TEST_CASE("an error is a sentence, and then nothing is filtered") {
    CHECK(error("state:bsy").find("no state \"bsy\"") != std::string::npos);
    CHECK(error("mailbox>many").find("needs a number") != std::string::npos);
    CHECK(error("age>3").find("compares nothing known") != std::string::npos);
    CHECK(error("node:b").find("nothing to filter by") != std::string::npos);
    CHECK(error("/[/").find("not a pattern") != std::string::npos);
    CHECK(error("/abc").find("not a whole pattern") != std::string::npos);
    CHECK(error("!").find("needs something") != std::string::npos);
    CHECK(error("kind:").find("needs a kind") != std::string::npos);
    CHECK(error("state:").find("needs a state") != std::string::npos);

    const World world = bank();
    const ActorFilter filter("alice state:bsy");
    for (dashboard::Row row = 0; row < world.row_count(); ++row) CHECK(filter.matches(world, row));
}

TEST_CASE("each term is a chip that can be taken away") {
    const ActorFilter filter("kind:Account  !bob mailbox>100");
    REQUIRE(filter.terms().size() == 3);
    CHECK(filter.terms()[1].text == "!bob");
    CHECK(filter.terms()[1].negated);
    CHECK(filter.text_without(1) == "kind:Account mailbox>100");
    CHECK(filter.text_without(0) == "!bob mailbox>100");
}
