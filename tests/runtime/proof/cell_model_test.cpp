// The protocol by which a cell is woken, parked and used again, in every order.

#include "tests/runtime/proof/cell_model.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/proof/verdict.hpp"

using namespace callboard::tests;

namespace {

constexpr Kind plain = Kind::Plain, open = Kind::Open, failing = Kind::Fail;

CellModel letters(Flaw flaw = Flaw::None) {
    return CellModel(flaw)
        .sender({plain, plain, plain})
        .sender({plain, plain})
        .sender({plain})
        .workers(3);
}
CellModel signals(Flaw flaw = Flaw::None) {
    return CellModel(flaw)
        .sender({plain, plain})
        .sender({plain, plain})
        .signaller(Signal::Nudge)
        .signaller(Signal::Nudge)
        .workers(2);
}
CellModel suspension(Flaw flaw = Flaw::None) {
    return CellModel(flaw)
        .sender({failing, plain})
        .sender({plain})
        .signaller(Signal::Resume)
        .signaller(Signal::Nudge)
        .workers(2);
}
CellModel stash(Flaw flaw = Flaw::None) {
    return CellModel(flaw)
        .sender({plain, plain, plain})
        .sender({open, plain})
        .sender({plain})
        .workers(2)
        .closed_at_first();
}
CellModel reuse(Flaw flaw = Flaw::None) {
    return CellModel(flaw)
        .sender({plain, plain})
        .sender({plain})
        .signaller(Signal::Stop)
        .spawner(false)
        .sender({plain}, 3)
        .workers(2);
}
CellModel failed_spawn(Flaw flaw = Flaw::None) {
    return CellModel(flaw)
        .sender({plain, plain})
        .sender({plain})
        .signaller(Signal::Stop)
        .signaller(Signal::Nudge)
        .spawner(true)
        .workers(2);
}

constexpr auto disorder = "a letter was handled before an older one of its sender";
constexpr auto signal_waits = "a signal waits and nobody was told";
constexpr auto letter_waits = "a letter waits and nobody was told";

}  // namespace

TEST_CASE("in every order letters are handled once, in each sender's order, by one owner") {
    holds(letters());
}
TEST_CASE("in every order a signal that finds the owner awake is seen before it sleeps") {
    holds(signals());
}
TEST_CASE("in every order an actor that is suspended keeps its letters and hears its signals") {
    holds(suspension());
}
TEST_CASE("in every order what was stashed comes back before what came later") { holds(stash()); }
TEST_CASE("in every order a cell that is used again handles no letter of the actor before") {
    holds(reuse());
}
TEST_CASE("in every order a spawn that comes to nothing leaves no letter and no signal behind") {
    holds(failed_spawn());
}

TEST_CASE("an owner that does not look for signals once it has parked is found out") {
    finds(signals(Flaw::NoLookAfterParking), signal_waits);
}
TEST_CASE("an owner that parks without comparing is found out") {
    finds(letters(Flaw::ParkBlindly), letter_waits);
}
TEST_CASE("a push that reads and writes in two steps is found out") {
    finds(letters(Flaw::PushInTwoSteps), "two owners");
}
TEST_CASE("a push that always takes itself for the one that woke is found out") {
    finds(letters(Flaw::WakeAlways), "two owners");
}
TEST_CASE("a claim that does not compare is found out") {
    finds(signals(Flaw::ClaimBlindly), "two owners");
}
TEST_CASE("an envelope that is given back when it was handled is found out") {
    finds(letters(Flaw::GiveEarly), "an envelope was used after it was given back");
}
TEST_CASE("a stash that is put back without comparing is found out") {
    finds(stash(Flaw::PutBackBlindly), disorder);
}
TEST_CASE("a stash that is put back behind what waits is found out") {
    finds(stash(Flaw::PutBackBehind), disorder);
}
TEST_CASE("a letter that is stashed and handled as well is found out") {
    finds(stash(Flaw::StashAndHandle), "a letter was handled twice");
}
TEST_CASE("a cell that does not look at a letter's generation is found out") {
    finds(reuse(Flaw::NoGenerationCheck), "a letter was handled by an actor it was not sent to");
}
TEST_CASE("a spawn that gives its cell up without looking at it is found out") {
    finds(failed_spawn(Flaw::GiveUpWithoutLooking), signal_waits);
}
