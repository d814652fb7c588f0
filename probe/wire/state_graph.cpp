#include "probe/wire/state_graph.hpp"

namespace callboard::probe {
namespace {

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

}  // namespace

std::string to_dot(const StateGraph& graph) {
    std::string dot = "digraph {\n";
    for (const std::string& state : graph.states)
        dot += "    " + quoted(state) + (state == graph.current ? " [style=filled];\n" : ";\n");
    for (const auto& [from, on, to] : graph.transitions)
        dot += "    " + quoted(from) + " -> " + quoted(to) + " [label=" + quoted(on) + "];\n";
    return dot + "}\n";
}

}  // namespace callboard::probe
