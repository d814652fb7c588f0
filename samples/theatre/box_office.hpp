#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

#include "samples/theatre/ledger.hpp"
#include "samples/theatre/till.hpp"
#include "samples/theatre/troupe.hpp"
#include "samples/tick.hpp"

// The queue in front of the tills till-1 … till-4: who buys goes to the next one,
// who gives back goes to the one that sold. Now and then one has a short break.
class BoxOffice : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick, Sell, Refund, Account>;

    explicit BoxOffice(callboard::Ref<Ledger> ledger) : ledger_(ledger) {}

    void on(const callboard::Started&, callboard::Context& context) { staff(context); }
    void on(const Tick& tick, callboard::Context& context) {
        if (tick.every(100)) staff(context);
        if (tick.every(500))
            tills_[++on_break_ % till_count].send(Close{"tea"});
        else if (tick.every(250))
            tills_[on_break_ % till_count].send(Open{});
    }
    void on(const Sell& sell) {
        ++customers_;
        tills_[customers_ % till_count].send(sell);
    }
    void on(const Refund& refund) {
        if (refund.seat.empty() || refund.seat[0] < 'A') return;
        const auto row = static_cast<std::size_t>(refund.seat[0] - 'A');
        if (row < till_count * Till::rows) tills_[row / Till::rows].send(refund);
    }
    void on(const Account& account) { takings_ = account; }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("customers", customers_), cereal::make_nvp("takings", takings_));
    }

private:
    static constexpr std::size_t till_count = 4;

    void staff(callboard::Context& context) {
        tills_.fill(till_count, [&](std::size_t place) {
            const auto name = "till-" + std::to_string(place + 1);
            const auto first_row = static_cast<char>('A' + place * Till::rows);
            return context.spawn<Till>(name, name, first_row, ledger_);
        });
    }

    callboard::Ref<Ledger> ledger_;
    Troupe<Till> tills_;
    std::uint64_t customers_ = 0;
    std::uint64_t on_break_ = 0;
    Account takings_;
};
