#include "runtime/core/directory.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using probe::ActorId;
using probe::NameId;

namespace {
class Parent : public Actor {
public:
    using Accepts = Messages<>;
    void on(const Started&, Context& context) { context.spawn<Counter>("till-1"); }
};
}  // namespace

TEST_CASE("a name belongs to one child of a parent at a time") {
    runtime::Directory directory;
    CHECK(directory.enter(ActorId{1}, NameId{7}, ActorId{2}));
    CHECK_FALSE(directory.enter(ActorId{1}, NameId{7}, ActorId{3}));
    CHECK(directory.enter(ActorId{9}, NameId{7}, ActorId{3}));
    CHECK(directory.find(ActorId{1}, NameId{7}) == ActorId{2});
    directory.leave(ActorId{1}, NameId{7});
    CHECK_FALSE(directory.find(ActorId{1}, NameId{7}));
}

TEST_CASE("an actor is found by its path from the root") {
    SteppedSystem stepped;
    stepped.system.spawn<Parent>("box-office");
    stepped.run();
    const auto till = stepped.system.find("box-office/till-1");
    REQUIRE(till);
    CHECK(till->send(Add{1}) == Sent::Delivered);
    CHECK(stepped.system.find("/box-office/till-1/") == till);
    CHECK_FALSE(stepped.system.find("box-office/till-2"));
    CHECK_FALSE(stepped.system.find("till-1"));
}
