#pragma once

#include <string>
#include <vector>

namespace callboard::probe {

// What an actor that is a state machine may do, and where it is.
struct StateGraph {
    struct Transition {
        std::string from = {};
        std::string on = {};  // Type of the message, or a time: "after 5 s".
        std::string to = {};  // The same as `from`: it stays, or enters anew.

        friend bool operator==(const Transition&, const Transition&) = default;
    };

    std::vector<std::string> states = {};  // The first is where it begins. Empty: no machine.
    std::vector<Transition> transitions = {};
    std::string current = {};

    bool empty() const { return states.empty(); }
    friend bool operator==(const StateGraph&, const StateGraph&) = default;
};

// In the language of Graphviz; the present state is filled.
std::string to_dot(const StateGraph& graph);

}  // namespace callboard::probe
