#include "probe/link/reel.hpp"

#include <utility>

namespace callboard::probe {

void Reel::add(std::uint64_t sequence, FrameBytes frame) {
    bytes_ += frame->size();
    frames_.push_back(std::move(frame));
    last_ = sequence;
    while (frames_.size() > frames_max || (bytes_ > bytes_max && frames_.size() > 1)) {
        bytes_ -= frames_.front()->size();
        frames_.pop_front();
    }
}

FrameBytes Reel::after(std::uint64_t have) const {
    if (have == 0 || have >= last_ || last_ - have > frames_.size()) return nullptr;
    return frames_[frames_.size() - static_cast<std::size_t>(last_ - have)];
}

}  // namespace callboard::probe
