// The protocol by which workers go to sleep and are woken, in every order.

#include "tests/runtime/proof/sleep_model.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/proof/verdict.hpp"

using namespace callboard::tests;

namespace {

SleepModel from_outside(SleepFlaw flaw = SleepFlaw::None) {
    return SleepModel(flaw)
        .workers(2)
        .submitter(Task::Plain)
        .submitter(Task::Exposes)
        .submitter(Task::Plain);
}
SleepModel for_others(SleepFlaw flaw = SleepFlaw::None) {
    return SleepModel(flaw).workers(3).submitter(Task::Blocks);
}
SleepModel end(SleepFlaw flaw = SleepFlaw::None) {
    return SleepModel(flaw).workers(2).submitter(Task::Exposes).submitter(Task::Exposes).stopper();
}

constexpr auto outside_waits = "work from outside waits and every worker sleeps";
constexpr auto ring_waits = "a cell waits in a ring and every worker sleeps";

}  // namespace

TEST_CASE("in every order what is submitted from outside is run") { holds(from_outside()); }
TEST_CASE("in every order a cell in the ring of a busy worker wakes another") {
    holds(for_others());
}
TEST_CASE("in every order the end of a pool leaves no cell and no sleeper behind") { holds(end()); }

TEST_CASE("a worker that sleeps without a last look is found out") {
    finds(from_outside(SleepFlaw::NoLastLook), outside_waits);
    finds(for_others(SleepFlaw::NoLastLook), ring_waits);
}
TEST_CASE("a worker that says too late that it sleeps is found out") {
    finds(from_outside(SleepFlaw::SaySoTooLate), outside_waits);
}
TEST_CASE("a wake-up that does not move the epoch is found out") {
    finds(from_outside(SleepFlaw::NoEpoch), outside_waits);
    finds(end(SleepFlaw::NoEpoch), outside_waits);
}
TEST_CASE("an epoch that is read after the last look is found out") {
    finds(from_outside(SleepFlaw::EpochTooLate), outside_waits);
}
TEST_CASE("a push that looks for sleepers before the work is there is found out") {
    finds(from_outside(SleepFlaw::WakeBeforePut), outside_waits);
    finds(for_others(SleepFlaw::WakeBeforePut), ring_waits);
}
TEST_CASE("a worker that looks for work and then whether the pool ends is found out") {
    finds(end(SleepFlaw::LookThenStop), outside_waits);
}
