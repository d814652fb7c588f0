#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>

namespace callboard::probe {

// A frame as bytes, shared by all that send it.
using FrameBytes = std::shared_ptr<const std::string>;

// The last frames that changed something, as bytes, bounded in number and size.
// A viewer that is not further behind than this gets them one by one; any other
// needs a key frame. One thread at a time.
class Reel {
public:
    static constexpr std::size_t frames_max = 256;
    static constexpr std::size_t bytes_max = 32u << 20;

    void add(std::uint64_t sequence, FrameBytes frame);
    FrameBytes after(std::uint64_t have) const;  // Nothing when it is not here (any more).
    std::uint64_t last() const { return last_; }

private:
    std::deque<FrameBytes> frames_ = {};  // Their sequences follow one another, up to `last_`.
    std::uint64_t last_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace callboard::probe
