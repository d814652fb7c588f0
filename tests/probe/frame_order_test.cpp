#include "probe/link/frame_order.hpp"

#include <doctest/doctest.h>

#include "tests/support/frame_builder.hpp"

using callboard::probe::FrameOrder;
using callboard::tests::frame;

TEST_CASE("changes follow a key frame one by one") {
    FrameOrder order;
    CHECK(order.take(frame(4).key()));
    CHECK(order.have() == 4);
    CHECK(order.take(frame(5)));
    CHECK(order.have() == 5);
}

TEST_CASE("changes before any key frame are dropped") {
    FrameOrder order;
    CHECK_FALSE(order.take(frame(1)));
    CHECK(order.have() == 0);
}

TEST_CASE("after a gap a key frame is asked for") {
    FrameOrder order;
    order.take(frame(4).key());
    CHECK_FALSE(order.take(frame(6)));
    CHECK(order.have() == 0);
}

TEST_CASE("a key frame is there when its last part is") {
    FrameOrder order;
    CHECK(order.take(frame(9).key(0, 3)));
    CHECK(order.take(frame(9).key(1, 3)));
    CHECK(order.have() == 0);
    CHECK(order.key_parts() == 2);
    CHECK(order.take(frame(9).key(2, 3)));
    CHECK(order.have() == 9);
    CHECK(order.key_parts() == 0);
}

TEST_CASE("a part of another key frame begins the key frame again") {
    FrameOrder order;
    order.take(frame(9).key(0, 3));
    CHECK_FALSE(order.take(frame(10).key(1, 3)));
    CHECK(order.key_parts() == 0);
    CHECK(order.take(frame(11).key(0, 2)));
    CHECK(order.key_parts() == 1);
}
