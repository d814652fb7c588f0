#include "runtime/testing/mailbox_probe.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/testing/bank.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

TEST_CASE("a test waits for what a mailbox has handled, in place of asking its actor") {
    System system({.workers = 2});
    MailboxProbe mail(system);
    const auto account = system.spawn<Account>(Props("alice").hooks(mail.hooks()));
    for (int i = 0; i < 50; ++i) account.send(Remind{1h});
    mail.expect_handled(50);
    CHECK(mail.posted() == 50);
    mail.expect_empty();
    CHECK(mail.last_handled() == "callboard::tests::Remind");
}

TEST_CASE("a mailbox that handles too little in time is a failure") {
    TestStage stage;
    MailboxProbe mail(stage.system());
    const auto account = stage.system().spawn<Account>(Props("alice").hooks(mail.hooks()));
    account.send(Remind{1h});
    CHECK(failure_of([&] { mail.expect_handled(2); }) ==
          "expected 2 handled messages; handled before the system was quiet: 1.");
}

TEST_CASE("a mailbox in which something waits is not empty") {
    struct Waiter : Actor {
        using Accepts = Messages<Deposit>;
        Task<> on(const Deposit&, Context& context) { co_await context.sleep(1s); }
    };
    TestStage stage;
    MailboxProbe mail(stage.system());
    const auto waiter = stage.system().spawn<Waiter>(Props("w").hooks(mail.hooks()));
    waiter.send(Deposit{});
    waiter.send(Deposit{});
    CHECK(failure_of([&] { mail.expect_empty(); }) ==
          "expected an empty mailbox; messages that wait in it: 1.");
    mail.expect_empty(1s);
}
