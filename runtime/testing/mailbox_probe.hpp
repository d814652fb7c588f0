#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "runtime/core/mailbox_kind.hpp"
#include "runtime/testing/patience.hpp"

namespace callboard::runtime {

// Counts what goes through the mailbox of one actor, so that a test can wait for it
// instead of asking the actor:
//
//     MailboxProbe mail(system);
//     const auto till = system.spawn<Till>(Props("till").hooks(mail.hooks()));
//     till.send(Sell{});
//     mail.expect_handled(1);
//
// What does not hold in time is a TestFailure. It may not outlive its system. The test's
// own thread only.
class MailboxProbe {
public:
    explicit MailboxProbe(System& system);

    std::shared_ptr<MailboxHooks> hooks() const;

    // That many messages have been handled since it began, or more.
    void expect_handled(std::uint64_t count, Patience::Limit limit = std::nullopt) const;
    // What was posted so far has been handled.
    void expect_empty(Patience::Limit limit = std::nullopt) const;

    std::uint64_t posted() const;
    std::uint64_t handled() const;
    std::string last_handled() const;  // Its type; empty: none was.

private:
    class Counter;

    Patience patience_;
    std::shared_ptr<Counter> counter_;
};

}  // namespace callboard::runtime
