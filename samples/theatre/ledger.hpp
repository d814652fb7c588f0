#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

// Any sum can be typed into a form; not any can be added up.
inline bool is_believable(std::int64_t cents) { return cents >= -1'000'000 && cents <= 1'000'000; }

// Money that changed hands at a till; cents below zero were given back.
struct Sale {
    std::string till = {};
    std::string seat = {};
    std::int64_t cents = 0;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(till), CEREAL_NVP(seat), CEREAL_NVP(cents));
    }
};

struct TillAccount {
    std::string till = {};
    std::int64_t cents = 0;
    std::uint32_t sales = 0;
    std::uint32_t refunds = 0;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(till), CEREAL_NVP(cents), CEREAL_NVP(sales), CEREAL_NVP(refunds));
    }
};

// A question, answered with an Account.
struct Balance {
    template <class Archive>
    void serialize(Archive&) {}
};

struct Account {
    std::int64_t cents = 0;
    std::vector<TillAccount> tills = {};

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(cents), CEREAL_NVP(tills));
    }
};

// Writes every sale down. Ask it for the Balance.
class Ledger : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Sale, Balance>;

    void on(const Sale& sale) {
        if (!is_believable(sale.cents)) throw std::invalid_argument("nobody pays that for a seat");
        TillAccount& till = account_of(sale.till);
        till.cents += sale.cents;
        ++(sale.cents < 0 ? till.refunds : till.sales);
        account_.cents += sale.cents;
        if (latest_.size() == latest_max) latest_.erase(latest_.begin());
        latest_.push_back(sale);
    }
    Account on(const Balance&) const { return account_; }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("account", account_), cereal::make_nvp("latest", latest_));
    }

private:
    static constexpr std::size_t latest_max = 6;

    TillAccount& account_of(const std::string& till) {
        const auto at = std::find_if(account_.tills.begin(), account_.tills.end(),
                                     [&](const TillAccount& one) { return one.till == till; });
        if (at != account_.tills.end()) return *at;
        account_.tills.push_back({.till = till});
        return account_.tills.back();
    }

    Account account_;
    std::vector<Sale> latest_;
};
