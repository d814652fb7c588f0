#pragma once

#include <callboard/testing.hpp>
#include <cereal/cereal.hpp>

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>

// A small actor to be tested by the kit's own tests, and whom it talks to.
namespace callboard::tests {

struct Deposit {
    std::int64_t cents = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(cents));
    }
};
struct Balance {};
struct Receipt {
    std::int64_t total = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(total));
    }
};
struct Interest {};
struct Remind {
    std::chrono::milliseconds delay{};
};

// Sends a receipt for each deposit to who sent it.
class Account : public Actor {
public:
    using Accepts = Messages<Deposit, Balance, Remind, Interest>;

    void on(const Deposit& deposit, Context& context) {
        if (deposit.cents < 0) throw std::invalid_argument("a deposit is no withdrawal");
        cents_ += deposit.cents;
        context.sender().send(Receipt{cents_});
    }
    std::int64_t on(const Balance&) { return cents_; }
    void on(const Remind& remind, Context& context) {
        customer_ = context.sender();
        context.after(remind.delay, Interest{});
    }
    void on(const Interest&) { customer_.send(Interest{}); }

private:
    std::int64_t cents_ = 0;
    Ref<> customer_;
};

// Asks an account, and hands on what it says.
struct Check {
    Ref<Account> account;
};
class Auditor : public Actor {
public:
    using Accepts = Messages<Check>;
    Task<std::string> on(const Check& check, Context& context) {
        const std::int64_t cents = co_await context.ask(check.account, Balance{});
        co_return std::to_string(cents) + " cents";
    }
};

// The sentence of a failure; empty: the test would have passed.
template <class Test>
std::string failure_of(Test test) {
    try {
        test();
    } catch (const TestFailure& failure) {
        return failure.what();
    }
    return "";
}

}  // namespace callboard::tests
