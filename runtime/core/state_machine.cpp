#include "runtime/core/state_machine.hpp"

#include <algorithm>
#include <stdexcept>

#include "runtime/core/context.hpp"
#include "runtime/core/system.hpp"

namespace callboard::runtime {
namespace {

std::string quoted(const std::string& state) { return "\"" + state + "\""; }

// 1500 ms is "1.5 s".
std::string text_of(Timers::Duration time) {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
    if (ms < 1000) return std::to_string(ms) + " ms";
    std::string text = std::to_string(ms / 1000);
    if (ms % 1000 != 0) {
        std::string parts = std::to_string(1000 + ms % 1000).substr(1);
        parts.erase(parts.find_last_not_of('0') + 1);
        text += "." + parts;
    }
    return text + " s";
}

}  // namespace

void Choice::to(std::string_view state) {
    const auto& all = way_.states;
    if (std::find(all.begin(), all.end(), state) == all.end())
        throw std::logic_error("this transition does not lead to \"" + std::string(state) + "\"");
    chosen_ = state;
}

// ── A state ──────────────────────────────────────────────────────────────────

MachineState& MachineState::on_entry(Action action) {
    on_entry_ = std::move(action);
    return *this;
}

MachineState& MachineState::on_exit(Action action) {
    on_exit_ = std::move(action);
    return *this;
}

MachineState& MachineState::after(Timers::Duration time, GoesTo way, Action action) {
    limit_ = TimeLimit{time, std::move(way.state), std::move(action)};
    return *this;
}

// ── The machine ──────────────────────────────────────────────────────────────

MachineState& StateMachine::state(std::string_view name) {
    if (MachineState* known = find(name)) return *known;
    return *states_.emplace_back(std::make_unique<MachineState>(name));
}

MachineState* StateMachine::find(std::string_view name) const {
    for (const auto& state : states_)
        if (state->name_ == name) return state.get();
    return nullptr;
}

const std::string& StateMachine::current() const {
    static const std::string none;
    return current_ == nullptr ? none : current_->name_;
}

probe::StateGraph StateMachine::graph() const {
    probe::StateGraph graph{.current = current()};
    for (const auto& state : states_) {
        graph.states.push_back(state->name_);
        for (const auto& rule : state->rules_)
            for (const std::string& target : rule.targets)
                graph.transitions.push_back({state->name_, *message_type(rule.type).name, target});
        if (state->limit_)
            graph.transitions.push_back(
                {state->name_, "after " + text_of(state->limit_->time), state->limit_->target});
    }
    return graph;
}

void StateMachine::check() const {
    if (states_.empty()) throw std::invalid_argument("a state machine has a state to begin in");
    for (const auto& [from, on, to] : graph().transitions)
        if (find(to) == nullptr)
            throw std::invalid_argument("the state " + quoted(from) + " goes to " + quoted(to) +
                                        ", which is no state of this machine");
    for (const auto& state : states_)
        for (const auto& rule : state->rules_)
            if (std::count_if(state->rules_.begin(), state->rules_.end(),
                              [&](const auto& other) { return other.type == rule.type; }) > 1)
                throw std::invalid_argument("the state " + quoted(state->name_) + " names " +
                                            *message_type(rule.type).name + " twice");
}

void StateMachine::bind(const Kind& kind) {
    check();
    for (const auto& state : states_) {
        Behaviour behaviour(state->name_);
        for (const auto& rule : state->rules_) behaviour = rule.add_to(*this, std::move(behaviour));
        behaviour.bind(kind);
        state->behaviour_ = std::make_shared<Behaviour>(std::move(behaviour));
    }
}

void StateMachine::begin(Context& context) { enter(*states_.front(), context); }

void StateMachine::go(const std::string& target, Context& context) {
    let_time_be(context.system().timers());
    if (current_->on_exit_) current_->on_exit_(context);
    enter(*find(target), context);
}

void StateMachine::enter(MachineState& state, Context& context) {
    current_ = &state;
    context.cell_.become_bound(state.behaviour_);
    const std::uint64_t entry = ++entries_;
    if (state.limit_)
        timer_ = context.call_after(state.limit_->time, [this, entry](Context& its_context) {
            time_is_up(entry, its_context);
        });
    if (state.on_entry_) state.on_entry_(context);
}

void StateMachine::time_is_up(std::uint64_t entry, Context& context) {
    if (entry != entries_) return;  // A message that came before it led elsewhere.
    if (current_->limit_->action) current_->limit_->action(context);
    go(current_->limit_->target, context);
}

void StateMachine::let_time_be(Timers& timers) {
    if (timer_ != TimerId{}) timers.cancel(std::exchange(timer_, TimerId{}));
}

}  // namespace callboard::runtime
