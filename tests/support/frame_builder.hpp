#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "probe/wire/frame.hpp"

namespace callboard::tests {

// The id of the first actor that lived in a slot, unless told otherwise.
constexpr probe::ActorId id(std::uint32_t slot, std::uint32_t generation = 1) {
    return probe::make_actor_id(slot, generation);
}

// A frame in one line: frame(3).key().named(1, "Till").actor({.id = id(7), .received = 4})
// It passes wherever a Frame is wanted. A frame's time is its sequence in tenths
// of a second unless `at_ns` says otherwise.
class FrameBuilder {
public:
    explicit FrameBuilder(std::uint64_t sequence) {
        frame_.sequence = sequence;
        frame_.at_ns = sequence * 100'000'000;
        frame_.wall_ms = static_cast<std::int64_t>(sequence) * 100;
    }

    FrameBuilder& key(std::uint32_t part = 0, std::uint32_t parts = 1) {
        frame_.key = true;
        frame_.part = part;
        frame_.parts = parts;
        return *this;
    }
    FrameBuilder& at_ns(std::uint64_t at_ns) {
        frame_.at_ns = at_ns;
        frame_.wall_ms = static_cast<std::int64_t>(at_ns / 1'000'000);
        return *this;
    }
    FrameBuilder& named(std::uint32_t number, std::string text) {
        frame_.names.push_back({probe::NameId{number}, std::move(text)});
        return *this;
    }
    FrameBuilder& actor(const probe::ActorSample& sample) {
        frame_.actors.push_back(sample);
        return *this;
    }
    FrameBuilder& stopped(probe::ActorId actor) {
        frame_.stopped.push_back(actor);
        return *this;
    }
    FrameBuilder& system(const probe::SystemSample& sample) {
        frame_.system = sample;
        return *this;
    }

    operator const probe::Frame&() const { return frame_; }  // NOLINT: meant to be implicit.
    probe::Frame build() const { return frame_; }

private:
    probe::Frame frame_ = {};
};

inline FrameBuilder frame(std::uint64_t sequence) { return FrameBuilder(sequence); }

}  // namespace callboard::tests
