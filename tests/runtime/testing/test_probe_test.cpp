#include "runtime/testing/test_probe.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/testing/bank.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

const std::string ours = "callboard::tests::";

struct Branch {
    TestStage stage;
    Ref<Account> account = stage.system().spawn<Account>("alice");
    TestProbe<Receipt, Interest> customer{stage.system()};
};

}  // namespace

TEST_CASE("a probe speaks for its actor, and hands out what that is sent, in order") {
    Branch branch;
    CHECK(branch.customer.send(branch.account, Deposit{5}) == Sent::Delivered);
    branch.customer.send(branch.account, Deposit{3});
    CHECK(branch.customer.expect<Receipt>().total == 5);
    CHECK(branch.customer.expect<Receipt>().total == 8);
    CHECK(branch.customer.sender() == branch.account);
    branch.customer.expect_none();
}

TEST_CASE("a probe asks, as the actor that it is") {
    struct Host : Actor {
        using Accepts = Messages<Balance>;
        bool on(const Balance&, Context& context) { return context.sender() == guest; }
        Ref<> guest;
        explicit Host(Ref<> its_guest) : guest(its_guest) {}
    };
    Branch branch;
    branch.customer.send(branch.account, Deposit{5});
    CHECK(branch.customer.ask(branch.account, Balance{}) == 5);
    const auto host = branch.stage.system().spawn<Host>("host", Ref<>(branch.customer.ref()));
    CHECK(branch.customer.ask(host, Balance{}));
}

TEST_CASE("an ask without an answer fails in a sentence, or as asks fail") {
    Branch branch;
    ProbeOf<Account> silent(branch.stage.system());
    CHECK(failure_of([&] { branch.customer.ask(silent.ref_as<Account>(), Balance{}, 20ms); }) ==
          "no answer came within 20 ms.");
    branch.stage.system().stop(branch.account);
    branch.stage.run();
    CHECK_THROWS_AS(branch.customer.ask(branch.account, Balance{}), NoSuchActor);
}

TEST_CASE("the next message may be expected to fit") {
    Branch branch;
    branch.customer.send(branch.account, Deposit{5});
    const auto large = [](const Receipt& receipt) { return receipt.total > 9; };
    CHECK(failure_of([&] { branch.customer.expect<Receipt>(large); }) ==
          "expected another " + ours + "Receipt than " + ours + "Receipt {\"total\":5}.");
    branch.customer.send(branch.account, Deposit{5});
    CHECK(branch.customer.expect<Receipt>(large).total == 10);
}

TEST_CASE("another message than the expected one is named in the failure") {
    Branch branch;
    branch.customer.send(branch.account, Deposit{5});
    CHECK(failure_of([&] { branch.customer.expect<Interest>(); }) ==
          "expected " + ours + "Interest, but " + ours + "Receipt {\"total\":5} came.");
}

TEST_CASE("nothing where a message is expected is a failure") {
    Branch branch;
    CHECK(failure_of([&] { branch.customer.expect<Receipt>(); }) ==
          "expected " + ours + "Receipt, but nothing came before the system was quiet.");
}

TEST_CASE("a message where none is expected is a failure") {
    Branch branch;
    branch.customer.send(branch.account, Deposit{5});
    CHECK(failure_of([&] { branch.customer.expect_none(); }) ==
          "expected nothing, but " + ours + "Receipt {\"total\":5} came.");
}

TEST_CASE("on a clock by hand, to expect lets time pass, and no more than it takes") {
    Branch branch;
    branch.customer.send(branch.account, Remind{300ms});
    CHECK(failure_of([&] { branch.customer.expect<Interest>(); }) != "");
    CHECK(branch.stage.now() == 0ms);
    branch.customer.expect_none(299ms);
    CHECK(branch.stage.now() == 299ms);
    branch.customer.expect<Interest>(1s);
    CHECK(branch.stage.now() == 300ms);
    branch.customer.expect_none(1h);
    CHECK(branch.stage.now() == 1h + 300ms);
}

TEST_CASE("to fish lets go by what does not fit, and tells it when nothing does") {
    Branch branch;
    for (int cents : {1, 2, 3}) branch.customer.send(branch.account, Deposit{cents});
    const auto third =
        branch.customer.fish_for<Receipt>([](const Receipt& receipt) { return receipt.total > 5; });
    CHECK(third.total == 6);
    for (int cents : {1, 2}) branch.customer.send(branch.account, Deposit{cents});
    CHECK(failure_of([&] { branch.customer.fish_for<Interest>(50ms); }) ==
          "no " + ours + "Interest that fits came within 50 ms; what came: " + ours +
              "Receipt {\"total\":7}, " + ours + "Receipt {\"total\":9}.");
    CHECK(failure_of([&] { branch.customer.fish_for<Interest>(); }) ==
          "no " + ours +
              "Interest that fits came before the system was quiet; what came: nothing.");
}

TEST_CASE("all that comes within a time is collected") {
    Branch branch;
    branch.customer.send(branch.account, Deposit{1});
    branch.customer.send(branch.account, Remind{10ms});
    branch.customer.send(branch.account, Remind{500ms});
    branch.customer.send(branch.account, Deposit{1});
    CHECK(branch.customer.collect<Receipt>().size() == 2);
    CHECK(branch.customer.collect<Interest>(499ms).size() == 1);
    CHECK(branch.customer.collect<Interest>(1ms).size() == 1);
}

TEST_CASE("a probe stands in for an actor and answers a question in its place") {
    TestStage stage;
    ProbeOf<Account> account(stage.system());
    const auto auditor = stage.system().spawn<Auditor>("auditor");
    auto report = stage.system().ask(auditor, Check{account.ref_as<Account>()});
    account.expect<Balance>();
    CHECK(account.asked());
    CHECK(account.sender() == auditor);
    account.reply<std::int64_t>(700);
    CHECK_FALSE(account.asked());
    CHECK(stage.answer(std::move(report)) == "700 cents");
}

TEST_CASE("a probe refuses a question, and one that it drops is refused for it") {
    TestStage stage;
    const auto auditor = stage.system().spawn<Auditor>("auditor");
    std::string text;
    const auto outcome = [&](Future<std::string> report) {
        try {
            stage.answer(std::move(report));
        } catch (const AskFailed& error) {
            text = error.what();
        }
    };
    {
        ProbeOf<Account> account(stage.system());
        auto report = stage.system().ask(auditor, Check{account.ref_as<Account>()});
        account.expect<Balance>();
        account.refuse("closed on Sundays");
        outcome(std::move(report));
        CHECK(text == "closed on Sundays");
        report = stage.system().ask(auditor, Check{account.ref_as<Account>()});
        account.expect<Balance>();
        account.send(account.ref(), Deposit{1});
        account.expect<Deposit>();
        outcome(std::move(report));
    }
    CHECK(text == "the probe gave no answer");
}

TEST_CASE("to reply where nobody asks is a failure") {
    Branch branch;
    branch.customer.send(branch.account, Deposit{1});
    branch.customer.expect<Receipt>();
    CHECK(failure_of([&] { branch.customer.reply(); }) ==
          "nobody asks, so there is nothing to reply to.");
}

TEST_CASE("a probe is told of the end of an actor that it watches") {
    Branch branch;
    branch.customer.watch(branch.account);
    branch.stage.system().stop(branch.account);
    const auto terminated = branch.customer.expect<Terminated>();
    CHECK(terminated.who == branch.account);
    CHECK(terminated.ending == Ending::Stopped);
    branch.customer.watch(branch.account);
    CHECK(branch.customer.expect<Terminated>().ending == Ending::NotFound);
}

TEST_CASE("a probe ends its actor with itself") {
    TestStage stage;
    Ref<> actor;
    {
        TestProbe<Receipt> probe(stage.system(), "short");
        actor = probe.ref();
        stage.run();
        CHECK(actor.alive());
    }
    stage.run();
    CHECK_FALSE(actor.alive());
}

TEST_CASE("with real workers a probe waits, and for as long as it may") {
    System system({.workers = 2});
    const auto account = system.spawn<Account>("alice");
    TestProbe<Receipt, Interest> customer(system);
    for (int i = 0; i < 100; ++i) customer.send(account, Deposit{1});
    for (int i = 1; i <= 100; ++i) CHECK(customer.expect<Receipt>().total == i);
    CHECK(customer.ask(account, Balance{}) == 100);
    customer.expect_none(1ms);
    customer.send(account, Remind{20ms});
    customer.fish_for<Interest>();
    CHECK(failure_of([&] { customer.expect<Receipt>(5ms); }) ==
          "expected " + ours + "Receipt, but nothing came within 5 ms.");
    CHECK(failure_of([&] { customer.fish_for<Receipt>(5ms); }) != "");
    customer.watch(account);
    system.stop(account);
    CHECK(customer.expect<Terminated>().ending == Ending::Stopped);
}
