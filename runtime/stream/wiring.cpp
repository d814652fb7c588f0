#include "runtime/stream/wiring.hpp"

#include <mutex>
#include <unordered_map>

#include "runtime/stream/stage.hpp"

namespace callboard::runtime::stream {
namespace {

struct Board {
    std::mutex mutex;
    std::unordered_map<const Stage*, std::weak_ptr<Stage>> stages;
};

Board& board() {
    static Board the_board;
    return the_board;
}

std::vector<std::shared_ptr<Stage>> stages_of(const System& system) {
    std::vector<std::shared_ptr<Stage>> stages;
    const std::lock_guard lock(board().mutex);
    for (const auto& [address, weak] : board().stages)
        if (auto stage = weak.lock(); stage && &stage->system() == &system)
            stages.push_back(std::move(stage));
    return stages;
}

}  // namespace

std::vector<Edge> edges_of(const System& system) {
    std::vector<Edge> edges;
    for (const auto& stage : stages_of(system)) stage->list_edges(edges);
    // Who is not launched yet is not there to be drawn.
    std::erase_if(edges, [](const Edge& edge) { return !edge.holder || !edge.other; });
    return edges;
}

std::vector<StageFigures> figures_of(const System& system) {
    std::vector<StageFigures> figures;
    for (const auto& stage : stages_of(system)) figures.push_back(stage->figures());
    return figures;
}

namespace wiring {

// One that has ended before it was told of its launch stays away.
void enter(const std::shared_ptr<Stage>& stage) {
    const std::lock_guard lock(board().mutex);
    if (!stage->closed()) board().stages.emplace(stage.get(), stage);
}

void leave(const Stage& stage) {
    const std::lock_guard lock(board().mutex);
    board().stages.erase(&stage);
}

}  // namespace wiring
}  // namespace callboard::runtime::stream
