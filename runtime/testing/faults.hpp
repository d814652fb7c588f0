#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "runtime/core/middleware.hpp"
#include "runtime/core/timers.hpp"

namespace callboard::runtime {

// Which of the messages that a fault is for.
struct When {
    enum class Way : std::uint8_t { Always, Nth, First, Every, Chance };
    Way way = Way::Always;
    std::uint64_t count = 0;
    double probability = 0;

    static When always() { return {}; }
    static When nth(std::uint64_t number) { return {Way::Nth, number}; }  // The third is 3.
    static When first(std::uint64_t count) { return {Way::First, count}; }
    static When every(std::uint64_t number) { return {Way::Every, number}; }
    static When chance(double probability) { return {Way::Chance, 0, probability}; }
};

// Faults to put into the way of messages, as middleware of the actor under test:
//
//     Faults faults(seed);
//     faults.drop<Deposit>(When::nth(3)).delay(When::chance(0.1), 20ms);
//     system.spawn<Account>(Props("alice").on_receive(faults.receive()));
//
// Each fault counts the messages that it is for, M or all; of several that want one message
// the first gets it. From one seed come the same chances. A copy shares everything. Any
// thread; faults are added before messages go.
class Faults {
public:
    explicit Faults(std::uint64_t seed = 1);

    ReceiveMiddleware receive() const;
    SendMiddleware send() const;

    // It becomes a dead letter, and who asks by it is told so.
    template <class M = void>
    Faults& drop(When when = When::always()) {
        return add({.way = Way::Drop, .when = when, .wanted = is<M>});
    }
    // It comes again after that time, by the system's timers, behind what waits then.
    template <class M = void>
    Faults& delay(When when, Timers::Duration time) {
        return add({.way = Way::Delay, .when = when, .wanted = is<M>, .time = time});
    }
    // It comes twice, the copy behind what waits; nobody asks by the copy. For any M, only
    // those that have a `serialize`.
    template <class M = void>
    Faults& duplicate(When when = When::always()) {
        return add({.way = Way::Duplicate, .when = when, .wanted = is<M>, .copy = copy<M>});
    }
    // The actor that was about to handle it, or to send it, fails by this text.
    template <class M = void>
    Faults& fail(When when = When::always(), std::string text = "a fault was injected") {
        return add({.way = Way::Fail, .when = when, .wanted = is<M>, .text = std::move(text)});
    }

    struct Done {
        std::uint64_t seen = 0;  // Messages, those without a fault included.
        std::uint64_t dropped = 0;
        std::uint64_t delayed = 0;
        std::uint64_t duplicated = 0;
        std::uint64_t failed = 0;
    };
    Done done() const;

private:
    enum class Way : std::uint8_t { Drop, Delay, Duplicate, Fail };
    struct Fault {
        Way way;
        When when = {};
        bool (*wanted)(const Passing&) = nullptr;
        std::optional<Parcel> (*copy)(const Passing&) = nullptr;
        Timers::Duration time = {};
        std::string text = {};
        std::uint64_t met = 0;  // How many messages it was for so far.
    };
    class Plan;

    template <class M>
    static bool is(const Passing& passing) {
        if constexpr (std::is_void_v<M>)
            return true;
        else
            return passing.as<M>() != nullptr;
    }
    template <class M>
    static std::optional<Parcel> copy(const Passing& passing) {
        if constexpr (std::is_void_v<M>)
            return passing.copy();
        else
            return passing.copy<M>();
    }
    Faults& add(Fault fault);

    std::shared_ptr<Plan> plan_;
};

}  // namespace callboard::runtime
