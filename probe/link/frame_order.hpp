#pragma once

#include <cstdint>

#include "probe/wire/frame.hpp"

namespace callboard::probe {

// What a viewer has of the stream of frames, and so what it asks for next. A gap
// or a key frame that is not the expected part begins again with a key frame.
class FrameOrder {
public:
    std::uint64_t have() const { return have_; }
    std::uint32_t key_parts() const { return key_parts_; }
    void begin_again() { *this = {}; }

    // Whether the frame is the next one; if not, it is to be dropped.
    bool take(const Frame& frame) { return frame.key ? take_key(frame) : take_change(frame); }

private:
    bool take_key(const Frame& frame) {
        const bool first = frame.part == 0;
        const bool next = frame.part == key_parts_ && frame.sequence == key_sequence_;
        begin_again();
        if (!first && !next) return false;
        if (frame.part + 1 == frame.parts) {
            have_ = frame.sequence;
        } else {
            key_sequence_ = frame.sequence;
            key_parts_ = frame.part + 1;
        }
        return true;
    }

    bool take_change(const Frame& frame) {
        const bool next = have_ != 0 && frame.sequence == have_ + 1;
        begin_again();
        if (next) have_ = frame.sequence;
        return next;
    }

    std::uint64_t have_ = 0;
    std::uint64_t key_sequence_ = 0;
    std::uint32_t key_parts_ = 0;
};

}  // namespace callboard::probe
