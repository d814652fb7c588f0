#pragma once

#include <memory>
#include <vector>

#include "runtime/stream/figures.hpp"

namespace callboard::runtime {
class System;
}

namespace callboard::runtime::stream {

class Stage;

// The graph of who can reach whom, and what a probe would want to know of each stream
// actor that lives, in one system. Any thread.
std::vector<Edge> edges_of(const System& system);
std::vector<StageFigures> figures_of(const System& system);

// Which stages there are; only they enter and leave.
namespace wiring {
void enter(const std::shared_ptr<Stage>& stage);
void leave(const Stage& stage);
}  // namespace wiring

}  // namespace callboard::runtime::stream
