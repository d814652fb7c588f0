// Which actors there are, by path.

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using Entries = std::vector<std::string>;

namespace {

struct House {
    House() {
        till = spawn(stepped.system.spawn<Stagehand>("house", log), "till");
        spawn(till, "drawer");
        spawn(*stepped.system.find("house"), "door");
    }
    Ref<Stagehand> spawn(Ref<> parent, std::string name) {
        Ref<Stagehand> child;
        stepped.have(Ref<Stagehand>(parent.id),
                     [&](Context& context) { child = context.spawn<Stagehand>(name, log); });
        return child;
    }
    Entries paths(std::string_view pattern) const {
        Entries all;
        for (const auto& each : stepped.system.list(pattern)) all.push_back(each.path);
        return all;
    }
    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
    Ref<Stagehand> till;
};

}  // namespace

TEST_CASE("an actor's path begins with its system and names everyone above it") {
    House house;
    CHECK(house.stepped.system.path_of(house.till) == "test/house/till");
    CHECK(house.stepped.system.path_of(house.stepped.system.root()) == "test");
}

TEST_CASE("an actor without a name is called by its class and a number") {
    House house;
    const auto nameless = house.stepped.system.spawn<Stagehand>(unnamed, house.log);
    CHECK(house.stepped.system.path_of(nameless).starts_with(
        "test/" + runtime::type_name<Stagehand>() + "#"));
}

TEST_CASE("an actor that is gone, or of another system, has no path") {
    House house, other;
    CHECK(house.stepped.system.path_of(other.till).empty());
    CHECK(house.stepped.system.path_of(Ref<>()).empty());
    house.stepped.stop(house.till);
    CHECK(house.stepped.system.path_of(house.till).empty());
}

TEST_CASE("the living are listed by pattern, in the order of their paths") {
    House house;
    CHECK(house.paths("**") == Entries{"test", "test/house", "test/house/door", "test/house/till",
                                       "test/house/till/drawer"});
    CHECK(house.paths("test/house/*") == Entries{"test/house/door", "test/house/till"});
    CHECK(house.paths("**/drawer") == Entries{"test/house/till/drawer"});
    CHECK(house.paths("nobody").empty());
    house.stepped.stop(house.till);
    CHECK(house.paths("**") == Entries{"test", "test/house", "test/house/door"});
}

TEST_CASE("what is listed can be sent to") {
    House house;
    for (const auto& each : house.stepped.system.list("**/d*")) each.actor.send(Word{each.path});
    house.stepped.run();
    CHECK(house.log->entries().size() == 2);
}

TEST_CASE("a path with empty segments is read as the one without") {
    House house;
    CHECK(house.stepped.system.find("/house//till/") == Ref<>(house.till));
    CHECK(house.stepped.system.find("") == house.stepped.system.root());
    CHECK_FALSE(house.stepped.system.find("house/nobody"));
}
