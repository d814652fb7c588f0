#include <vector>

#include "tests/bench/measuring.hpp"
#include "tests/bench/peers/caf/workloads.hpp"

namespace callboard::bench {
namespace {

using caf::actor;

constexpr std::uint64_t accounts_count = 100;
constexpr std::uint64_t under_way = 1000;
constexpr std::int64_t start_balance = 1'000'000;

struct Account {
    std::int64_t balance = start_balance;
};

// Messages are told apart by their types, without a word in front: that is faster.
caf::behavior account(caf::stateful_actor<Account>* self) {
    return {[=](std::int64_t amount, const actor& to, const actor& teller) {  // Debit.
                self->state.balance -= amount;
                self->send(to, caf::actor_cast<actor>(self), teller, amount);
            },
            [=](const actor& from, const actor& teller, std::int64_t amount) {  // Credit.
                self->state.balance += amount;
                self->send(from, teller);
            },
            [=](const actor& teller) { self->send(teller, caf::ok_atom::value); },  // Credited.
            [=](caf::get_atom) { return self->state.balance; }};
}

struct Teller {
    std::uint64_t ordered = 0;
    std::uint64_t done = 0;
    Dice dice;
};

caf::behavior teller(caf::stateful_actor<Teller>* self, const std::vector<actor>& accounts,
                     std::uint64_t transfers, Finish* finish) {
    const auto order = [=] {
        ++self->state.ordered;
        const auto from = self->state.dice.below(accounts_count);
        const auto to = (from + 1 + self->state.dice.below(accounts_count - 1)) % accounts_count;
        self->send(accounts[from], std::int64_t{1}, accounts[to], caf::actor_cast<actor>(self));
    };
    return {[=](caf::tick_atom) {
                while (self->state.ordered < under_way) order();
            },
            [=](caf::ok_atom) {
                if (++self->state.done == transfers)
                    finish->reach();
                else if (self->state.ordered < transfers)
                    order();
            }};
}

}  // namespace

void move_money(caf::actor_system& system, std::uint64_t transfers) {
    Finish finish;
    std::vector<actor> accounts;
    while (accounts.size() < accounts_count) accounts.push_back(system.spawn(account));
    const auto clerk = system.spawn(teller, accounts, transfers, &finish);
    const Stopwatch watch;
    caf::anon_send(clerk, caf::tick_atom::value);
    finish.wait();
    const double seconds = watch.seconds();
    std::int64_t sum = 0;
    caf::scoped_actor self{system};
    for (const auto& one : accounts)
        self->request(one, caf::infinite, caf::get_atom::value)
            .receive([&](std::int64_t balance) { sum += balance; }, [](const caf::error&) {});
    expect("The money in the bank", static_cast<std::uint64_t>(sum),
           accounts_count * start_balance);
    report_and_leave(transfers, seconds);
}

}  // namespace callboard::bench
