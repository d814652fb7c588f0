#pragma once

#include <doctest/doctest.h>

#include <string>

#include "tests/runtime/proof/explorer.hpp"

namespace callboard::tests {

// Every state of the model is well.
template <class Model>
void holds(const Model& model) {
    const Explored explored = explore(model);
    MESSAGE(explored.states << " states, " << explored.ends << " ends");
    INFO("by the moves " << explored.way);
    CHECK(explored.wrong == "");
    CHECK(explored.ends > 0);
}

// The model is flawed, and the explorer sees it.
template <class Model>
void finds(const Model& model, const std::string& what) {
    const Explored explored = explore(model);
    MESSAGE("found after " << explored.states << " states, by the moves " << explored.way);
    CHECK(explored.wrong == what);
}

}  // namespace callboard::tests
