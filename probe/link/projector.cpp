#include "probe/link/projector.hpp"

#include <cstdio>
#include <exception>
#include <memory>
#include <utility>

#include "probe/wire/codec.hpp"

namespace callboard::probe {
namespace {

std::uint64_t ns(std::chrono::steady_clock::duration duration) {
    return static_cast<std::uint64_t>(std::chrono::nanoseconds(duration).count());
}

std::int64_t wall_ms_now() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

}  // namespace

Projector::Projector(const Names& names, ActorSource& actors, RefusedCount refused,
                     const std::string& record_to)
    : collector_(names, actors), refused_(std::move(refused)) {
    if (!record_to.empty()) recorder_.emplace(record_to);
}

std::vector<FrameBytes> Projector::tick() {
    const auto began = Clock::now();
    auto frames = collector_.tick(ns(began - started_), wall_ms_now());
    std::vector<FrameBytes> encoded;
    for (auto& frame : frames) encoded.push_back(finish(frame));
    if (recorder_) record(frames);
    tick_cost_ns_ = ns(Clock::now() - began);
    return encoded;
}

KeyParts Projector::key() {
    auto parts = std::make_shared<std::vector<FrameBytes>>();
    for (auto& frame : collector_.key_frames()) parts->push_back(finish(frame));
    return parts;
}

FrameBytes Projector::finish(Frame& frame) {
    frame.system.refused = refused_();
    frame.system.frames_skipped = frames_skipped_;
    frame.system.tick_cost_ns = tick_cost_ns_;
    return std::make_shared<const std::string>(encode(frame));
}

// A disk that is full ends the film, not the program.
void Projector::record(const std::vector<Frame>& frames) {
    try {
        if (film_has_key_) {
            for (const auto& frame : frames) recorder_->write(frame);
        } else {
            for (const auto& frame : collector_.key_frames()) recorder_->write(frame);
            film_has_key_ = true;
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "Callboard stopped recording: %s\n", error.what());
        recorder_.reset();
    }
}

}  // namespace callboard::probe
