#include "probe/link/collector.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "probe/wire/codec.hpp"

namespace callboard::probe {
namespace {

// Longer names are cut: a frame full of names must stay within a message.
constexpr std::size_t name_bytes_max = 255;

// Fills frames one after another, each up to what it may hold. Names go in
// first, so that they arrive before the rows that use them.
class FrameFiller {
public:
    explicit FrameFiller(Frame blank) : blank_(std::move(blank)) { frames_.push_back(blank_); }

    void add(NameId id, const std::string& text) {
        with_room([](Frame& frame) {
            return frame.names.size();
        }).names.push_back({id, text.substr(0, name_bytes_max)});
    }
    void add(const ActorSample& sample) {
        with_room([](Frame& frame) { return frame.actors.size(); }).actors.push_back(sample);
    }
    void add_stopped(ActorId id) {
        with_room([](Frame& frame) { return frame.stopped.size(); }).stopped.push_back(id);
    }
    std::vector<Frame> take() { return std::move(frames_); }

private:
    template <class Used>
    Frame& with_room(Used used) {
        if (used(frames_.back()) == rows_per_frame_max) frames_.push_back(blank_);
        return frames_.back();
    }

    Frame blank_;
    std::vector<Frame> frames_ = {};
};

}  // namespace

std::vector<Frame> Collector::tick(std::uint64_t at_ns, std::int64_t wall_ms) {
    at_ns_ = at_ns;
    wall_ms_ = wall_ms;
    system_ = actors_.sample_system();
    sample_.clear();
    actors_.sample_actors(sample_);
    std::vector<ActorSample> changed;
    std::vector<ActorId> stopped;
    compare(changed, stopped);

    FrameFiller filler(blank());
    // After the sample: whatever name a row carries has been given its number by now.
    names_.tell_new(names_told_, [&](NameId id, const std::string& text) { filler.add(id, text); });
    for (const auto id : stopped) filler.add_stopped(id);
    for (const auto& sample : changed) filler.add(sample);
    auto frames = filler.take();
    for (auto& frame : frames) frame.sequence = ++sequence_;
    return frames;
}

std::vector<Frame> Collector::key_frames() const {
    Frame start = blank();
    start.key = true;
    start.sequence = sequence_;
    FrameFiller filler(std::move(start));
    std::size_t told = 0;
    names_.tell_new(told, [&](NameId id, const std::string& text) { filler.add(id, text); });
    for (const auto& sample : last_)
        if (sample.id != ActorId{}) filler.add(sample);
    auto frames = filler.take();
    for (std::uint32_t part = 0; auto& frame : frames) {
        frame.part = part++;
        frame.parts = static_cast<std::uint32_t>(frames.size());
    }
    return frames;
}

void Collector::compare(std::vector<ActorSample>& changed, std::vector<ActorId>& stopped) {
    ++tick_count_;
    std::size_t survivors = 0;
    for (std::size_t index = 0; index < sample_.size(); ++index) {
        const auto slot = slot_of(sample_.id[index]);
        if (slot >= last_.size()) {
            const auto size = std::max<std::size_t>(std::size_t{slot} + 1, last_.size() * 2);
            last_.resize(size);
            seen_.resize(size);
        }
        seen_[slot] = tick_count_;
        auto& last = last_[slot];
        const auto now = sample_.row(index);
        if (last.id == now.id) ++survivors;
        if (last == now) continue;
        if (last.id != ActorId{} && last.id != now.id) stopped.push_back(last.id);
        last = now;
        changed.push_back(now);
    }
    // Who gave its slot to another is in `stopped` already; most ticks nobody else went.
    if (survivors + stopped.size() < live_) find_vanished(stopped);
    live_ = sample_.size();
}

void Collector::find_vanished(std::vector<ActorId>& stopped) {
    for (std::size_t slot = 0; slot < last_.size(); ++slot) {
        if (last_[slot].id == ActorId{} || seen_[slot] == tick_count_) continue;
        stopped.push_back(last_[slot].id);
        last_[slot] = {};
    }
}

Frame Collector::blank() const {
    Frame frame;
    frame.at_ns = at_ns_;
    frame.wall_ms = wall_ms_;
    frame.system = system_;
    return frame;
}

}  // namespace callboard::probe
