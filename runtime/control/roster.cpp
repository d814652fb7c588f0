#include "runtime/control/roster.hpp"

#include "runtime/core/cells.hpp"

namespace callboard::runtime {

probe::SystemSample Roster::sample_system() {
    probe::SystemSample sample;
    sample.workers = system_.scheduler().worker_count();
    sample.live = live_;
    sample.handled = system_.handled();
    sample.dead_letters = system_.dead_letters();
    return sample;
}

void Roster::sample_actors(probe::ActorColumns& out) {
    live_ = 0;
    probe::ActorSample sample;
    for (std::uint32_t slot = 0; slot < cells::count(); ++slot) {
        if (!cells::at(slot).sample(system_, sample)) continue;
        out.push_back(sample);
        ++live_;
    }
}

}  // namespace callboard::runtime
