#include "probe/link/reel.hpp"

#include <doctest/doctest.h>

using callboard::probe::FrameBytes;
using callboard::probe::Reel;

namespace {

FrameBytes bytes(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

}  // namespace

TEST_CASE("a reel gives the frame after the one that is there") {
    Reel reel;
    CHECK_FALSE(reel.after(0));
    reel.add(1, bytes("one"));
    reel.add(2, bytes("two"));
    CHECK(*reel.after(1) == "two");
    CHECK_FALSE(reel.after(2));
    CHECK_FALSE(reel.after(3));
    CHECK_FALSE(reel.after(0));  // Who has nothing needs a key frame.
}

TEST_CASE("a reel keeps so many frames and no more") {
    Reel reel;
    for (std::uint64_t sequence = 1; sequence <= Reel::frames_max + 10; ++sequence)
        reel.add(sequence, bytes(std::to_string(sequence)));
    CHECK_FALSE(reel.after(9));
    CHECK(*reel.after(10) == "11");
    CHECK(*reel.after(Reel::frames_max + 9) == std::to_string(Reel::frames_max + 10));
}

TEST_CASE("a reel keeps so many bytes and no more, but always the last frame") {
    Reel reel;
    reel.add(1, bytes("one"));
    reel.add(2, bytes(std::string(Reel::bytes_max, 'x')));
    reel.add(3, bytes(std::string(Reel::bytes_max + 1, 'y')));
    CHECK_FALSE(reel.after(1));
    CHECK(reel.after(2)->front() == 'y');
}
