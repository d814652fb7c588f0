#include <vector>

#include "tests/bench/measuring.hpp"
#include "tests/bench/ours/messages.hpp"
#include "tests/bench/ours/workloads.hpp"

namespace callboard::bench {
namespace {

constexpr std::uint64_t accounts_count = 100;
constexpr std::uint64_t under_way = 1000;
constexpr std::int64_t start_balance = 1'000'000;

class Account;
class Teller;

struct Debit {
    std::int64_t amount = 0;
    Ref<Account> to = {};
    Ref<Teller> teller = {};
};

struct Credit {
    std::int64_t amount = 0;
    Ref<Account> from = {};
    Ref<Teller> teller = {};
};

struct Credited {
    Ref<Teller> teller = {};
};

struct Transferred {};
struct Audit {};

class Teller : public Actor {
public:
    using Accepts = Messages<Begin, Transferred>;
    Teller(std::vector<Ref<Account>> accounts, std::uint64_t transfers, Finish* finish)
        : accounts_(std::move(accounts)), transfers_(transfers), finish_(finish) {}

    void on(const Begin&, Context& context) {
        while (ordered_ < under_way) order(context);
    }
    void on(const Transferred&, Context& context) {
        if (++done_ == transfers_)
            finish_->reach();
        else if (ordered_ < transfers_)
            order(context);
    }

private:
    void order(Context& context);

    std::vector<Ref<Account>> accounts_;
    std::uint64_t transfers_;
    Finish* finish_;
    std::uint64_t ordered_ = 0;
    std::uint64_t done_ = 0;
    Dice dice_;
};

class Account : public Actor {
public:
    using Accepts = Messages<Debit, Credit, Credited, Audit>;

    void on(const Debit& debit, Context& context) {
        balance_ -= debit.amount;
        debit.to.send(Credit{debit.amount, context.self<Account>(), debit.teller});
    }
    void on(const Credit& credit) {
        balance_ += credit.amount;
        credit.from.send(Credited{credit.teller});
    }
    void on(const Credited& credited) { credited.teller.send(Transferred{}); }
    std::int64_t on(const Audit&) { return balance_; }

private:
    std::int64_t balance_ = start_balance;
};

void Teller::order(Context& context) {
    ++ordered_;
    const auto from = dice_.below(accounts_count);
    const auto to = (from + 1 + dice_.below(accounts_count - 1)) % accounts_count;
    accounts_[from].send(Debit{1, accounts_[to], context.self<Teller>()});
}

}  // namespace

void move_money(System& system, std::uint64_t transfers) {
    Finish finish;
    std::vector<Ref<Account>> accounts;
    while (accounts.size() < accounts_count) accounts.push_back(system.spawn<Account>());
    const auto teller = system.spawn<Teller>(unnamed, accounts, transfers, &finish);
    const Stopwatch watch;
    teller.send(Begin{});
    finish.wait();
    const double seconds = watch.seconds();
    std::int64_t sum = 0;
    for (const auto& account : accounts) sum += system.ask(account, Audit{}).get();
    expect("The money in the bank", static_cast<std::uint64_t>(sum),
           accounts_count * start_balance);
    report_and_leave(transfers, seconds);
}

}  // namespace callboard::bench
