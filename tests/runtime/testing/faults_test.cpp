#include "runtime/testing/faults.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/testing/bank.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

// An account whose mail meets faults, or whose receipts do.
struct Branch {
    explicit Branch(Props props) : account(stage.system().spawn<Account>(props)) {}

    void deposit(std::int64_t cents, int times = 1) {
        for (int i = 0; i < times; ++i) customer.send(account, Deposit{cents});
    }
    std::int64_t balance() {
        stage.run();
        return stage.ask(account, Balance{});
    }
    std::size_t receipts() { return customer.collect<Receipt>().size(); }

    TestStage stage{1, {.name = "test", .dead_letter_lines_per_second = 0}};
    TestProbe<Receipt> customer{stage.system()};
    Ref<Account> account;
};

Props receiving(const Faults& faults) { return Props("alice").on_receive(faults.receive()); }
Props sending(const Faults& faults) { return Props("alice").on_send(faults.send()); }

// Which of the deposits of 1, 2, 4, 8 … come in.
std::int64_t deposited_under(Faults faults) {
    Branch branch(receiving(faults));
    for (int i = 0; i < 16; ++i) branch.deposit(1 << i);
    return branch.balance();
}

}  // namespace

TEST_CASE("the third deposit is dropped, and only that") {
    Faults faults;
    faults.drop<Deposit>(When::nth(3));
    Branch branch(receiving(faults));
    EventProbe<DeadLetter> letters(branch.stage.system());
    for (int cents : {1, 10, 100, 1000}) branch.deposit(cents);
    CHECK(branch.balance() == 1011);
    CHECK(letters.expect<DeadLetter>().why == AskError::Why::Withheld);
    CHECK(faults.done().dropped == 1);
    CHECK(faults.done().seen == 5);
}

TEST_CASE("of any type means of every type") {
    Faults faults;
    faults.drop();
    Branch branch(receiving(faults));
    branch.deposit(1);
    CHECK_THROWS_AS(branch.balance(), AskFailed);
    CHECK(faults.done().dropped == 2);
}

TEST_CASE("the first few and every so many are hit as they are counted") {
    CHECK(deposited_under(Faults().drop<Deposit>(When::first(4))) == 0xfff0);
    CHECK(deposited_under(Faults().drop<Deposit>(When::every(2))) == 0x5555);
    CHECK(deposited_under(Faults().drop<Balance>(When::nth(2))) == 0xffff);
}

TEST_CASE("a chance is the seed's: the same from one seed, another from another") {
    const auto under = [](std::uint64_t seed) {
        return deposited_under(Faults(seed).drop<Deposit>(When::chance(0.5)));
    };
    CHECK(under(1) == under(1));
    CHECK(under(1) != under(2));
    CHECK(deposited_under(Faults().drop<Deposit>(When::chance(0))) == 0xffff);
    CHECK(deposited_under(Faults().drop<Deposit>(When::chance(1))) == 0);
}

TEST_CASE(
    "a message that is delayed comes when its time has passed, its sender and question kept") {
    Faults faults;
    faults.delay(When::always(), 50ms);
    Branch branch(receiving(faults));
    branch.deposit(5);
    branch.stage.advance(1ms);
    auto balance = branch.stage.system().ask(branch.account, Balance{});
    branch.customer.expect_none(48ms);
    CHECK(branch.customer.expect<Receipt>(1ms).total == 5);
    CHECK_FALSE(balance.ready());
    CHECK(branch.stage.answer(std::move(balance), 1ms) == 5);
    CHECK(faults.done().delayed == 2);
    CHECK(branch.stage.steps().dead_letters() == 0);
}

TEST_CASE("a message that is delayed outlives a restart, as mail does") {
    Faults faults;
    faults.delay<Deposit>(When::first(1), 50ms);
    Branch branch(receiving(faults));
    branch.deposit(5);
    branch.deposit(-1);
    branch.stage.advance(50ms);
    CHECK(branch.balance() == 5);
}

TEST_CASE("a question that is delayed beyond the end of its actor is refused") {
    Faults faults;
    faults.delay(When::always(), 50ms);
    Branch branch(receiving(faults));
    auto balance = branch.stage.system().ask(branch.account, Balance{});
    branch.stage.run();
    branch.stage.system().stop(branch.account);
    branch.stage.advance(50ms);
    CHECK_THROWS_AS(branch.stage.answer(std::move(balance)), AskFailed);
}

TEST_CASE("a message that is duplicated is handled twice, and its question answered once") {
    Faults faults;
    faults.duplicate<Deposit>(When::nth(2)).duplicate<Balance>();
    Branch branch(receiving(faults));
    branch.deposit(1);
    branch.deposit(10);
    CHECK(branch.balance() == 21);
    CHECK(branch.receipts() == 3);
    CHECK(faults.done().duplicated == 2);
}

TEST_CASE("of all messages those with a serialize are duplicated") {
    Faults faults;
    faults.duplicate();
    Branch branch(receiving(faults));
    branch.deposit(1);
    CHECK(branch.balance() == 2);
    CHECK(faults.done().duplicated == 1);
    CHECK(faults.done().seen == 2);
}

TEST_CASE("a message on which its actor fails leaves the rest to its supervisor") {
    Faults faults;
    faults.fail<Deposit>(When::nth(2), "the disk is full");
    Branch branch(receiving(faults));
    EventProbe<SupervisorEvent> events(branch.stage.system());
    branch.deposit(1, 3);
    CHECK(branch.balance() == 1);
    CHECK(events.expect<SupervisorEvent>().text == "the disk is full");
    CHECK(faults.done().failed == 1);
}

TEST_CASE("what an actor sends is dropped, delayed and duplicated on its way") {
    Faults faults;
    faults.drop<Receipt>(When::nth(1))
        .delay<Receipt>(When::nth(2), 50ms)
        .duplicate<Receipt>(When::nth(3));
    Branch branch(sending(faults));
    branch.deposit(1, 3);
    CHECK(branch.customer.expect<Receipt>().total == 3);
    CHECK(branch.customer.expect<Receipt>().total == 3);
    CHECK(branch.customer.sender() == branch.account);
    branch.customer.expect_none(49ms);
    CHECK(branch.customer.expect<Receipt>(1ms).total == 2);
    CHECK(branch.customer.sender() == branch.account);
    CHECK(branch.stage.steps().dead_letters() == 1);
}

TEST_CASE("an actor fails where it sends") {
    Faults faults;
    faults.fail<Receipt>(When::nth(2), "the line is cut");
    Branch branch(sending(faults));
    EventProbe<SupervisorEvent> events(branch.stage.system());
    branch.deposit(1, 3);
    CHECK(branch.balance() == 1);
    CHECK(branch.receipts() == 2);
    CHECK(events.expect<SupervisorEvent>().text == "the line is cut");
}

TEST_CASE("of two faults for one message the first gets it, and both count it") {
    Faults faults;
    faults.drop<Deposit>(When::nth(1)).duplicate<Deposit>(When::nth(2)).drop(When::nth(2));
    Branch branch(receiving(faults));
    branch.deposit(1, 2);
    CHECK(branch.balance() == 2);
    CHECK(faults.done().dropped == 1);
}

TEST_CASE("faults shared by actors on real workers count every message once") {
    Faults faults;
    faults.drop<Deposit>(When::every(3));
    faults.duplicate<Deposit>(When::every(2)).delay<Deposit>(When::every(5), 1ms);
    System system({.workers = 2, .dead_letter_lines_per_second = 0});
    TestProbe<Receipt> customer(system);
    for (const char* name : {"a", "b", "c"}) {
        const auto account = system.spawn<Account>(Props(name).on_receive(faults.receive()));
        for (int i = 0; i < 100; ++i) customer.send(account, Deposit{1});
    }
    // Of 300: every third is dropped, of the rest every even one doubled.
    for (int i = 0; i < 300; ++i) customer.expect<Receipt>();
    customer.expect_none();
    const auto done = faults.done();
    CHECK(done.seen == 300);
    CHECK(done.dropped == 100);
    CHECK(done.duplicated == 100);
    CHECK(done.delayed == 20);
}
