#include "runtime/stream/source/descriptor.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "runtime/stream/source/poller.hpp"

namespace callboard::runtime::stream {

Descriptor::Descriptor(Descriptor&& other) noexcept
    : number_(std::exchange(other.number_, -1)),
      waker_(other.waker_),
      poller_(std::move(other.poller_)) {}

Descriptor::~Descriptor() {
    if (number_ < 0) return;
    if (poller_) poller_->forget(number_);
    ::close(number_);
}

void Descriptor::open(const Opening& opening) {
    waker_ = opening.waker;
    poller_ = opening.poller;
}

// Asks first whether it can be read, so that it need not be made non-blocking: that would
// change it for everyone who shares it, as a terminal is shared.
Supply Descriptor::read(std::string& into, std::size_t max) {
    pollfd ready{number_, POLLIN, 0};
    if (::poll(&ready, 1, 0) == 0) {
        poller_->wake_when_readable(number_, waker_);
        return Supply::NothingYet;
    }
    const std::size_t before = into.size();
    into.resize(before + max);
    const auto count = ::read(number_, into.data() + before, max);
    into.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))) return Supply::More;
    if (count == 0) return Supply::Ended;
    throw std::system_error(errno, std::generic_category(), "the descriptor can not be read");
}

Supply Bytes::draw(std::vector<std::string>& items, std::size_t max) {
    for (; max > 0; --max) {
        std::string piece;
        if (const Supply supply = descriptor_.read(piece, piece_max); supply != Supply::More)
            return supply;
        if (!piece.empty()) items.push_back(std::move(piece));
    }
    return Supply::More;
}

Supply Lines::draw(std::vector<std::string>& items, std::size_t max) {
    while (max > 0) {
        if (take_line(items)) {
            --max;
            continue;
        }
        const Supply supply = read_more();
        if (supply == Supply::NothingYet) return supply;
        if (supply == Supply::More) continue;
        if (!read_.empty()) items.push_back(std::exchange(read_, {}));
        return supply;
    }
    return Supply::More;
}

bool Lines::take_line(std::vector<std::string>& items) {
    const auto end = read_.find('\n', taken_);
    const auto length = std::min(end, read_.size()) - taken_;
    if (length > line_max_)
        throw std::length_error("a line is longer than " + std::to_string(line_max_) + " bytes");
    if (end == std::string::npos) return false;
    std::string line = read_.substr(taken_, length);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    items.push_back(std::move(line));
    taken_ = end + 1;
    return true;
}

Supply Lines::read_more() {
    read_.erase(0, std::exchange(taken_, 0));
    return descriptor_.read(read_, Bytes::piece_max);
}

}  // namespace callboard::runtime::stream
