#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "probe/wire/state_graph.hpp"
#include "runtime/core/behaviour.hpp"
#include "runtime/core/task.hpp"
#include "runtime/core/timers.hpp"

namespace callboard::runtime {

class StateMachine;

// Where a message leads. To the same state again is to leave it and to enter it.
struct GoesTo {
    std::string state;
};
struct GoesToOneOf {
    std::vector<std::string> states;
};
struct Stays {};

inline GoesTo goes_to(std::string_view state) { return {std::string(state)}; }
inline GoesToOneOf goes_to_one_of(std::initializer_list<std::string> states) { return {states}; }
inline constexpr Stays stays{};

// Where a transition of several targets leads this time. Who chooses none stays.
class Choice {
public:
    explicit Choice(const GoesToOneOf& way) : way_(way) {}
    void to(std::string_view state);  // Throws when that was not declared.
    const std::optional<std::string>& chosen() const { return chosen_; }

private:
    const GoesToOneOf& way_;
    std::optional<std::string> chosen_ = std::nullopt;
};

// One state, while a machine is written down: what it does with messages, and with time.
class MachineState {
public:
    using Action = std::function<void(Context&)>;

    explicit MachineState(std::string_view name) : name_(name) {}

    MachineState& on_entry(Action action);
    MachineState& on_exit(Action action);

    // `handler(message, context)`; with several targets `handler(message, context, choice)`.
    // What it returns is the reply. The transition is after it, and not at all if it throws.
    template <class M, class Way, class Handler>
    MachineState& on(Way way, Handler handler);
    // Answers nothing.
    template <class M>
    MachineState& on(GoesTo way) {
        return on<M>(std::move(way), [](const M&, Context&) {});
    }

    // When it has been in this state for so long; to stay does not begin anew.
    MachineState& after(Timers::Duration time, GoesTo way, Action action = nullptr);

private:
    friend class StateMachine;

    struct Rule {
        TypeIndex type;
        std::vector<std::string> targets;
        std::function<Behaviour(StateMachine&, Behaviour)> add_to;
    };
    struct TimeLimit {
        Timers::Duration time;
        std::string target;
        Action action;
    };

    std::string name_;
    Action on_entry_ = nullptr;
    Action on_exit_ = nullptr;
    std::vector<Rule> rules_;
    std::optional<TimeLimit> limit_ = std::nullopt;
    std::shared_ptr<Behaviour> behaviour_ = nullptr;  // Once the machine runs.
};

// An actor's life as states and what leads from one to the next:
//
//     StateMachine machine;
//     machine.state("closed").on<Knock>(goes_to("open"), [](const Knock&, Context&) { … });
//     machine.state("open").after(5s, goes_to("closed"));
//     context.run(std::move(machine));
//
// Each state is a behaviour of that name: what it does not name is not accepted while it
// lasts. The first state is where it begins. A viewer sees graph and state. Written down by
// anyone; once it runs, its actor's owner only.
class StateMachine {
public:
    MachineState& state(std::string_view name);  // Makes it, or goes on with it.

    const std::string& current() const;  // Empty: it does not run yet.
    probe::StateGraph graph() const;

    // ── For the cell and the states ──
    // Throws invalid_argument when a target is no state, and the like.
    void bind(const Kind& kind);
    void begin(Context& context);
    void go(const std::string& target, Context& context);
    void let_time_be(Timers& timers);  // The time limit of this state counts no more.
    std::uint64_t entry() const { return entries_; }

private:
    MachineState* find(std::string_view name) const;
    void check() const;
    void enter(MachineState& state, Context& context);
    void time_is_up(std::uint64_t entry, Context& context);

    std::vector<std::unique_ptr<MachineState>> states_;
    MachineState* current_ = nullptr;
    std::uint64_t entries_ = 0;  // States entered so far; an older one's time does not count.
    TimerId timer_{};
};

namespace detail {

// Where this way leads when the handler is through; null: nowhere.
inline const std::string* target_of(const GoesTo& way, const Choice*) { return &way.state; }
inline const std::string* target_of(const Stays&, const Choice*) { return nullptr; }
inline const std::string* target_of(const GoesToOneOf&, const Choice* choice) {
    return choice->chosen() ? &*choice->chosen() : nullptr;
}
inline std::vector<std::string> targets_of(const GoesTo& way) { return {way.state}; }
inline std::vector<std::string> targets_of(const GoesToOneOf& way) { return way.states; }
inline std::vector<std::string> targets_of(const Stays&) { return {}; }

// A handler of a state and the transition behind it. Each call has a choice of its own.
template <class M, class Way, class Handler>
struct Transit {
    Way way;
    Handler handler;

    decltype(auto) call(M& message, Context& context, Choice& choice) {
        if constexpr (std::is_same_v<Way, GoesToOneOf>)
            return handler(std::move(message), context, choice);
        else
            return handler(std::move(message), context);
    }
    Choice choice() const {
        static const GoesToOneOf none{};
        if constexpr (std::is_same_v<Way, GoesToOneOf>)
            return Choice(way);
        else
            return Choice(none);
    }
    // Not when the state was left meanwhile, as another message of a reentrant actor may.
    void move_on(StateMachine& machine, std::uint64_t entry, const Choice& made, Context& context) {
        if (machine.entry() != entry) return;
        const std::string* const target = target_of(way, &made);
        if (target != nullptr) machine.go(std::string(*target), context);
    }

    using Result = std::remove_cvref_t<decltype(std::declval<Transit&>().call(
        std::declval<M&>(), std::declval<Context&>(), std::declval<Choice&>()))>;

    Result run(StateMachine& machine, M& message, Context& context) {
        Choice made = choice();
        const auto entry = machine.entry();
        if constexpr (std::is_void_v<Result>) {
            call(message, context, made);
            move_on(machine, entry, made, context);
        } else {
            Result answer = call(message, context, made);
            move_on(machine, entry, made, context);
            return answer;
        }
    }
};

// A coroutine handler moves on when it has returned.
template <class R, class TransitOf, class M>
Task<R> run_task(std::shared_ptr<TransitOf> transit, StateMachine& machine, M& message,
                 Context& context) {
    Choice made = transit->choice();
    const auto entry = machine.entry();
    if constexpr (std::is_void_v<R>) {
        co_await transit->call(message, context, made);
        transit->move_on(machine, entry, made, context);
    } else {
        R answer = co_await transit->call(message, context, made);
        transit->move_on(machine, entry, made, context);
        co_return answer;
    }
}

}  // namespace detail

template <class M, class Way, class Handler>
MachineState& MachineState::on(Way way, Handler handler) {
    using TransitOf = detail::Transit<M, Way, Handler>;
    using Result = typename TransitOf::Result;
    auto targets = detail::targets_of(way);
    if constexpr (std::is_same_v<Way, Stays>) targets = {name_};
    auto transit = std::make_shared<TransitOf>(TransitOf{std::move(way), std::move(handler)});
    const auto add = [transit](StateMachine& machine, Behaviour behaviour) {
        return std::move(behaviour).on<M>([transit, &machine](M&& message, Context& context) {
            if constexpr (detail::is_task<Result>)
                return detail::run_task<typename Answer<Result>::Type>(transit, machine, message,
                                                                       context);
            else
                return transit->run(machine, message, context);
        });
    };
    rules_.push_back({type_index<M>(), std::move(targets), add});
    return *this;
}

}  // namespace callboard::runtime
