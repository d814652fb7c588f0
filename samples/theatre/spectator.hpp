#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <algorithm>
#include <cstdint>
#include <string>

#include "samples/theatre/box_office.hpp"
#include "samples/theatre/till.hpp"

// Do something: buy a seat, look on, or go home.
struct Nudge {
    std::int64_t pocket_money = 0;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(pocket_money));
    }
};

struct Applaud {
    double loudness = 0.5;  // 1: a standing ovation.
    callboard::Ref<> whom = {};

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(loudness), CEREAL_NVP(whom));
    }
};

struct Applause {
    std::uint32_t claps = 0;
    bool bravo = false;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(claps), CEREAL_NVP(bravo));
    }
};

// One of the audience. Buys at the box office, stays a while, goes home and comes again.
class Spectator : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Nudge, Ticket, NoSeat, Applaud>;

    explicit Spectator(callboard::Ref<BoxOffice> box_office) : box_office_(box_office) {}

    void on(const Nudge& nudge, callboard::Context& context) {
        if (is_believable(nudge.pocket_money)) purse_cents_ += nudge.pocket_money;
        if (ticket_.seat.empty())
            ask_for_seat(context);
        else if (++looked_on_ == looks_before_home)
            go_home();
    }
    void on(const Ticket& ticket) {
        ticket_ = ticket;
        purse_cents_ -= ticket.cents;
        waiting_ = false;
    }
    void on(const NoSeat& answer) {
        complaint_ = answer.reason;
        waiting_ = false;
    }
    void on(const Applaud& applaud) {
        if (ticket_.seat.empty()) return;
        const auto claps = static_cast<std::uint32_t>(std::clamp(applaud.loudness, 0.0, 1.0) * 20);
        claps_ += claps;
        applaud.whom.send(Applause{claps, applaud.loudness > 0.9});
    }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("ticket", ticket_), cereal::make_nvp("waiting", waiting_),
                cereal::make_nvp("purse_cents", purse_cents_), cereal::make_nvp("claps", claps_),
                cereal::make_nvp("complaint", complaint_));
    }

private:
    static constexpr std::uint32_t looks_before_home = 8;

    void ask_for_seat(callboard::Context& context) {
        waiting_ = true;
        const bool student = purse_cents_ < 2500;
        box_office_.send(
            Sell{.discount = student ? 0.4 : 0, .student = student, .customer = context.self()});
    }
    void go_home() {
        box_office_.send(Refund{ticket_.seat, ticket_.cents, "went home before the end"});
        purse_cents_ += ticket_.cents;
        ticket_ = {};
        looked_on_ = 0;
    }

    callboard::Ref<BoxOffice> box_office_;
    Ticket ticket_;
    std::int64_t purse_cents_ = 0;
    std::uint32_t looked_on_ = 0;
    std::uint32_t claps_ = 0;
    bool waiting_ = false;
    std::string complaint_;
};
