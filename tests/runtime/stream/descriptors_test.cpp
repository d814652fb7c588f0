// "A file descriptor or socket, as bytes or as lines", with the real poller and pool.

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "runtime/stream/source/poller.hpp"
#include "tests/runtime/stream/stream_cast.hpp"

using namespace callboard;
using namespace callboard::tests;

namespace {

struct Pipe {
    Pipe() { REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0); }
    void write(std::string_view text) const {
        REQUIRE(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    }
    void close() const { ::close(ends[1]); }
    std::array<int, 2> ends{};
};

struct Room {
    std::shared_ptr<Log> log = std::make_shared<Log>();
    System system{{.name = "room", .workers = 2}};
    Draft<Listener> listener() { return Draft<Listener>(system, log); }
    Entries entries() const { return log->entries(); }
    bool notes(const std::string& entry) const {
        return eventually([&] { return contains(entries(), entry); });
    }
};

// Handles nothing until it is let go.
class Slow : public Sink {
public:
    using Accepts = Messages<Word>;
    Slow(Place place, std::atomic<bool>* go, std::atomic<int>* handled)
        : Sink(place), go_(go), handled_(handled) {}
    void on(const Word&) {
        while (!*go_) std::this_thread::yield();
        ++*handled_;
    }

private:
    std::atomic<bool>* go_;
    std::atomic<int>* handled_;
};

// Counts how often it is woken.
class Sleeper : public Actor {
public:
    using Accepts = Messages<runtime::stream::SourceReady>;
    explicit Sleeper(std::shared_ptr<std::atomic<int>> woken) : woken_(std::move(woken)) {}
    void on(const runtime::stream::SourceReady&) { ++*woken_; }

private:
    std::shared_ptr<std::atomic<int>> woken_;
};

}  // namespace

TEST_CASE("the lines of a pipe become messages, and the actor ends with them") {
    Room room;
    const Pipe pipe;
    room.listener().attach(Lines(pipe.ends[0]), to_word).launch();
    REQUIRE(room.notes("started"));
    pipe.write("first\nsec");
    REQUIRE(room.notes("first"));
    pipe.write("ond\r\n\nlast");
    pipe.close();
    REQUIRE(room.notes("stopped"));
    CHECK(room.entries() == Entries{"started", "first", "second", "", "last", "stopped"});
}

TEST_CASE("the bytes of a socket become messages as they come") {
    Room room;
    std::array<int, 2> ends{};
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0);
    room.listener().attach(Bytes(ends[0]), to_word).launch();
    REQUIRE(::send(ends[1], "abc", 3, 0) == 3);
    REQUIRE(room.notes("abc"));
    REQUIRE(::send(ends[1], "def", 3, 0) == 3);
    REQUIRE(room.notes("def"));
    ::close(ends[1]);
    CHECK(room.notes("stopped"));
}

TEST_CASE("the lines of a file become messages") {
    Room room;
    const auto path =
        std::filesystem::temp_directory_path() / ("lines_" + std::to_string(::getpid()));
    std::ofstream(path) << "one\ntwo\n";
    room.listener().attach(Lines(::open(path.c_str(), O_RDONLY | O_CLOEXEC)), to_word).launch();
    REQUIRE(room.notes("stopped"));
    CHECK(room.entries() == Entries{"started", "one", "two", "stopped"});
    std::filesystem::remove(path);
}

TEST_CASE("a line that is too long ends its source, behind what came before it") {
    Room room;
    const Pipe pipe;
    const auto client = room.listener().attach(Lines(pipe.ends[0], 8), to_word).launch();
    pipe.write("fine\nmuch too long\nnever\n");
    REQUIRE(room.notes("failure: a line is longer than 8 bytes"));
    CHECK(room.entries() == Entries{"started", "fine", "failure: a line is longer than 8 bytes"});
    CHECK(eventually([&] { return client.figures().open_sources == 0; }));
    CHECK(client.figures().failed_sources == 1);
    pipe.close();
}

TEST_CASE("a descriptor that can not be read fails its source") {
    Room room;
    room.listener().attach(Lines(::open("/", O_RDONLY | O_CLOEXEC)), to_word).launch();
    REQUIRE(room.notes("stopped"));
    CHECK(from(room.entries(), "failure: the descriptor can not be read").size() == 1);
}

TEST_CASE("a source gives its descriptor back when its actor stops") {
    Room room;
    const Pipe pipe;
    const auto client = room.listener().attach(Lines(pipe.ends[0]), to_word).launch();
    REQUIRE(room.notes("started"));
    client.send(Quit{});
    REQUIRE(room.notes("stopped"));
    CHECK(eventually([&] { return ::fcntl(pipe.ends[0], F_GETFD) == -1; }));
    pipe.close();
}

TEST_CASE("a socket is read no faster than its actor handles what comes") {
    Room room;
    std::array<int, 2> ends{};
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()) == 0);
    std::atomic<bool> go{false};
    std::atomic<int> handled{0};
    const auto client =
        Draft<Slow>(room.system, &go, &handled).attach(Bytes(ends[0]), to_word).launch();
    const std::string piece(4096, 'x');
    int sent = 0;
    int full = 0;
    while (full < 50) {  // The kernel's buffer fills, and stays full.
        if (::send(ends[1], piece.data(), piece.size(), 0) > 0) {
            ++sent;
            full = 0;
        } else {
            ++full;
            std::this_thread::yield();
        }
        REQUIRE(sent < 10'000);
    }
    CHECK(client.figures().sources.at(0).items <= runtime::stream::Inlet::window);
    go = true;
    ::close(ends[1]);
    CHECK(eventually([&] { return client.figures().open_sources == 0; }));
}

TEST_CASE("the poller starts with the first that waits, and wakes it once for each time") {
    Room room;
    const Pipe pipe;
    runtime::stream::Poller poller;
    CHECK_FALSE(poller.started());
    const auto woken = std::make_shared<std::atomic<int>>(0);
    const runtime::stream::Waker waker(room.system.spawn<Sleeper>("sleeper", woken));
    poller.wake_when_readable(pipe.ends[0], waker);
    CHECK(poller.started());
    CHECK(*woken == 0);
    pipe.write("x");
    CHECK(eventually([&] { return *woken == 1; }));
    pipe.write("y");  // Nobody asked again.
    poller.wake_when_readable(pipe.ends[0], waker);
    CHECK(eventually([&] { return *woken == 2; }));
    poller.forget(pipe.ends[0]);
    CHECK_THROWS_AS(poller.wake_when_readable(-1, waker), std::system_error);
    ::close(pipe.ends[0]);
    pipe.close();
}
