#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "samples/theatre/ledger.hpp"

struct Sell {
    std::string seat = "any";  // Or one by its name, "F12".
    std::int64_t cents = 2500;
    double discount = 0;  // 0.2: a fifth off.
    bool student = false;
    callboard::Ref<> customer = {};  // Gets a Ticket or a NoSeat.

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(seat), CEREAL_NVP(cents), CEREAL_NVP(discount), CEREAL_NVP(student),
                CEREAL_NVP(customer));
    }
};

struct Refund {
    std::string seat = {};
    std::int64_t cents = 0;
    std::string reason = {};

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(seat), CEREAL_NVP(cents), CEREAL_NVP(reason));
    }
};

struct Close {
    std::string reason = "a short break";

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(reason));
    }
};

struct Open {
    template <class Archive>
    void serialize(Archive&) {}
};

struct Ticket {
    std::string seat = {};
    std::int64_t cents = 0;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(seat), CEREAL_NVP(cents));
    }
};

struct NoSeat {
    std::string reason = {};

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(reason));
    }
};

// What Sell and Refund are answered with.
struct Receipt {
    bool settled = false;
    std::string seat = {};
    std::int64_t cents = 0;
    std::string note = {};

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(settled), CEREAL_NVP(seat), CEREAL_NVP(cents), CEREAL_NVP(note));
    }
};

// Sells the seats of five rows. Ask it to Sell and it shows the receipt.
class Till : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Sell, Refund, Close, Open>;

    static constexpr std::size_t rows = 5;
    static constexpr std::size_t seats_per_row = 16;

    Till(std::string name, char first_row, callboard::Ref<Ledger> ledger)
        : name_(std::move(name)), first_row_(first_row), ledger_(ledger) {}

    Receipt on(const Sell& sell);
    Receipt on(const Refund& refund);
    void on(const Close& close, callboard::Context& context) {
        drawer_ = {drawer_.cents, false, close.reason};
        context.become(closed());
    }
    void on(const Open&) {}  // It is.

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("drawer", drawer_), cereal::make_nvp("sold", sold_),
                cereal::make_nvp("refunded", refunded_), cereal::make_nvp("last_seat", last_seat_),
                cereal::make_nvp("latest", latest_));
    }

private:
    struct Drawer {
        std::int64_t cents = 0;
        bool open = true;
        std::string closed_for = {};

        template <class Archive>
        void serialize(Archive& archive) {
            archive(CEREAL_NVP(cents), CEREAL_NVP(open), CEREAL_NVP(closed_for));
        }
    };
    static constexpr std::size_t latest_max = 5;

    std::string seat_at(std::size_t index) const {
        return static_cast<char>(first_row_ + static_cast<char>(index / seats_per_row)) +
               std::to_string(index % seats_per_row + 1);
    }
    callboard::Behaviour closed();
    std::optional<std::size_t> index_of(const std::string& seat) const;
    std::optional<std::size_t> free_seat(const std::string& wanted) const;
    Receipt refuse(const Sell& sell, std::string reason) const;
    void note(const Ticket& ticket);

    std::string name_;
    char first_row_;
    callboard::Ref<Ledger> ledger_;
    Drawer drawer_;
    std::array<bool, rows * seats_per_row> taken_{};
    std::uint32_t sold_ = 0;
    std::uint32_t refunded_ = 0;
    std::string last_seat_;
    std::vector<Ticket> latest_;
};

// While it lasts a till takes back nothing, and turns buyers away.
inline callboard::Behaviour Till::closed() {
    return callboard::Behaviour("closed")
        .on<Sell>([this](const Sell& sell, callboard::Context&) {
            return refuse(sell, name_ + " is closed for " + drawer_.closed_for);
        })
        .on<Open>([this](const Open&, callboard::Context& context) {
            drawer_ = {drawer_.cents, true, {}};
            context.pop();
        });
}

inline Receipt Till::on(const Sell& sell) {
    if (!is_believable(sell.cents) || !(sell.discount >= 0 && sell.discount <= 1))
        return refuse(sell, "the price must be a sum of money, the discount from 0 to 1");
    const auto index = free_seat(sell.seat);
    if (!index) return refuse(sell, "seat " + sell.seat + " can not be had at " + name_);
    const auto price = static_cast<double>(sell.cents) * (1 - sell.discount);
    const Ticket ticket{seat_at(*index), static_cast<std::int64_t>(price)};
    taken_[*index] = true;
    ++sold_;
    drawer_.cents += ticket.cents;
    note(ticket);
    ledger_.send(Sale{name_, ticket.seat, ticket.cents});
    if (sell.customer) sell.customer.send(ticket);
    return {true, ticket.seat, ticket.cents, sell.student ? "show your student card" : ""};
}

inline Receipt Till::on(const Refund& refund) {
    const auto index = index_of(refund.seat);
    if (!index || !taken_[*index] || !is_believable(refund.cents))
        return {false, refund.seat, 0,
                "seat " + refund.seat + " was not sold for that at " + name_};
    taken_[*index] = false;
    ++refunded_;
    drawer_.cents -= refund.cents;
    ledger_.send(Sale{name_, refund.seat, -refund.cents});
    return {true, refund.seat, -refund.cents, refund.reason};
}

inline std::optional<std::size_t> Till::index_of(const std::string& seat) const {
    if (seat.size() < 2 || seat[0] < first_row_) return std::nullopt;
    const auto row = static_cast<std::size_t>(seat[0] - first_row_);
    std::size_t number = 0;
    const char* const end = seat.data() + seat.size();
    const auto [stop, error] = std::from_chars(seat.data() + 1, end, number);
    if (row >= rows || error != std::errc{} || stop != end || number - 1 >= seats_per_row)
        return std::nullopt;
    return row * seats_per_row + number - 1;
}

inline std::optional<std::size_t> Till::free_seat(const std::string& wanted) const {
    if (wanted != "any") {
        const auto index = index_of(wanted);
        return index && !taken_[*index] ? index : std::nullopt;
    }
    for (std::size_t index = 0; index < taken_.size(); ++index)
        if (!taken_[index]) return index;
    return std::nullopt;
}

inline Receipt Till::refuse(const Sell& sell, std::string reason) const {
    if (sell.customer) sell.customer.send(NoSeat{reason});
    return {false, sell.seat, 0, std::move(reason)};
}

inline void Till::note(const Ticket& ticket) {
    last_seat_ = ticket.seat;
    if (latest_.size() == latest_max) latest_.erase(latest_.begin());
    latest_.push_back(ticket);
}
