#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "probe/link/collector.hpp"
#include "probe/link/guest_list.hpp"
#include "probe/link/recording.hpp"
#include "probe/link/reel.hpp"

namespace callboard::probe {

// Makes the frames that leave the program: what the collector saw, with what the
// host itself counts, as bytes, and on film if asked to. The tick thread only.
class Projector {
public:
    using RefusedCount = std::function<std::uint64_t()>;

    // `record_to` empty: no film. Throws a sentence when it can not be written.
    Projector(const Names& names, ActorSource& actors, RefusedCount refused,
              const std::string& record_to);

    // The change since the last tick: one frame or more, the last numbered `sequence`.
    std::vector<FrameBytes> tick();
    KeyParts key();  // All as it was at the last tick.
    std::uint64_t sequence() const { return collector_.sequence(); }
    bool records() const { return recorder_.has_value(); }

    void skipped(std::uint64_t frames) { frames_skipped_ += frames; }

private:
    using Clock = std::chrono::steady_clock;

    FrameBytes finish(Frame& frame);
    void record(const std::vector<Frame>& frames);

    Collector collector_;
    RefusedCount refused_;
    std::optional<Recorder> recorder_ = {};
    bool film_has_key_ = false;
    const Clock::time_point started_ = Clock::now();
    std::uint64_t tick_cost_ns_ = 0;
    std::uint64_t frames_skipped_ = 0;
};

}  // namespace callboard::probe
