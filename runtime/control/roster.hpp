#pragma once

#include "probe/wire/ports.hpp"
#include "runtime/core/system.hpp"

namespace callboard::runtime {

// The actors of one system as the probe's collector reads them. It looks at the
// cells while workers run them, and nobody waits. One thread: the probe's.
class Roster final : public probe::ActorSource {
public:
    explicit Roster(const System& system) : system_(system) {}

    probe::SystemSample sample_system() override;
    void sample_actors(probe::ActorColumns& out) override;

private:
    const System& system_;
    std::uint64_t live_ = 0;
};

}  // namespace callboard::runtime
