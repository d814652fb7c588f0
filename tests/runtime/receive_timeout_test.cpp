// An actor that wants to know when nothing comes.

#include <doctest/doctest.h>

#include "runtime/core/quiet_time.hpp"
#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

struct SetIt {
    std::chrono::nanoseconds limit{};
    Repeat repeat{};
};
struct CancelIt {};
struct Heartbeat {
    static constexpr bool resets_receive_timeout = false;
};

class Listener : public Actor {
public:
    using Accepts = Messages<SetIt, CancelIt, Word, Heartbeat, Fail>;
    explicit Listener(std::shared_ptr<int> quiet) : quiet_(std::move(quiet)) {}

    void on(const SetIt& it, Context& context) { context.set_receive_timeout(it.limit, it.repeat); }
    void on(const CancelIt&, Context& context) { context.cancel_receive_timeout(); }
    void on(const Word&) {}
    void on(const Heartbeat&) {}
    void on(const Fail& fail) { throw std::runtime_error(fail.text); }
    void on(const ReceiveTimeout&, Context&) { ++*quiet_; }

private:
    std::shared_ptr<int> quiet_;
};

struct Room {
    template <class M>
    void tell(M message) {
        listener.send(message);
        stepped.run();
    }
    int after(std::chrono::milliseconds time) {
        stepped.advance(time);
        return *quiet;
    }
    std::shared_ptr<int> quiet = std::make_shared<int>(0);
    SteppedSystem stepped;
    Ref<Listener> listener = stepped.system.spawn<Listener>("l", quiet);
};

}  // namespace

TEST_CASE("a receive timeout that is set for once comes once") {
    Room room;
    room.tell(SetIt{100ms, Repeat::Once});
    CHECK(room.after(99ms) == 0);
    CHECK(room.after(1ms) == 1);
    room.tell(Word{});
    CHECK(room.after(1000ms) == 1);
    CHECK(room.stepped.system.timers().pending() == 0);
}

TEST_CASE("a receive timeout that repeats comes after each further quiet time") {
    Room room;
    room.tell(SetIt{100ms, Repeat::Always});
    for (int i = 1; i <= 4; ++i) CHECK(room.after(100ms) == i);
}

TEST_CASE("every message puts it off, but for those that are marked as not touching it") {
    Room room;
    room.tell(SetIt{100ms, Repeat::Once});
    for (int i = 0; i < 5; ++i) {
        CHECK(room.after(60ms) == 0);
        room.tell(Word{});
    }
    CHECK(room.after(60ms) == 0);
    room.tell(Heartbeat{});
    CHECK(room.after(40ms) == 1);
}

TEST_CASE("setting it again takes the place of the one before") {
    Room room;
    room.tell(SetIt{100ms, Repeat::Always});
    room.tell(SetIt{300ms, Repeat::Once});
    CHECK(room.after(299ms) == 0);
    CHECK(room.after(1ms) == 1);
    CHECK(room.after(1000ms) == 1);
}

TEST_CASE("it can be cancelled, and less than a millisecond is never") {
    Room room;
    room.tell(SetIt{100ms, Repeat::Always});
    room.tell(CancelIt{});
    CHECK(room.after(1000ms) == 0);
    room.tell(SetIt{100ms, Repeat::Always});
    room.tell(SetIt{999us, Repeat::Always});
    CHECK(room.after(1000ms) == 0);
    CHECK(room.stepped.system.timers().pending() == 0);
}

TEST_CASE("it ends with a restart and with a stop") {
    Room room;
    room.tell(SetIt{100ms, Repeat::Always});
    room.tell(Fail{});
    CHECK(room.after(1000ms) == 0);
    room.tell(SetIt{100ms, Repeat::Always});
    room.stepped.stop(room.listener);
    CHECK(room.after(1000ms) == 0);
    CHECK(room.stepped.system.timers().pending() == 0);
    CHECK(room.stepped.system.dead_letters() == 0);
}
