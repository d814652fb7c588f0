#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "probe/record/names.hpp"
#include "probe/wire/frame.hpp"
#include "probe/wire/ports.hpp"

namespace callboard::probe {

// Turns what the program is at a tick into what a viewer needs: the change since
// the tick before, or everything. It knows no threads, sockets or clocks: the
// same samples always make the same frames. One thread calls it.
class Collector {
public:
    Collector(const Names& names, ActorSource& actors) : names_(names), actors_(actors) {}

    // What changed since the last tick, each frame with a sequence of its own. It is
    // one frame, and more under the same time only when more rows changed than fit.
    std::vector<Frame> tick(std::uint64_t at_ns, std::int64_t wall_ms);

    // Everything as it was at the last tick, in parts, under that tick's last
    // sequence, so that the next tick's frames continue from it.
    std::vector<Frame> key_frames() const;

    std::uint64_t sequence() const { return sequence_; }

private:
    void compare(std::vector<ActorSample>& changed, std::vector<ActorId>& stopped);
    void find_vanished(std::vector<ActorId>& stopped);
    Frame blank() const;

    const Names& names_;
    ActorSource& actors_;
    std::uint64_t sequence_ = 0;
    std::uint64_t at_ns_ = 0;
    std::int64_t wall_ms_ = 0;
    SystemSample system_ = {};
    std::size_t names_told_ = 0;

    // By slot: the actor as it was last, id 0 if there is none, and the tick it was seen at.
    std::vector<ActorSample> last_ = {};
    std::vector<std::uint32_t> seen_ = {};
    std::uint32_t tick_count_ = 0;
    std::size_t live_ = 0;
    ActorColumns sample_ = {};  // Kept for its memory.
};

}  // namespace callboard::probe
