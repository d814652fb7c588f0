#include "probe/link/nng_viewer.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <map>
#include <optional>

#include "probe/link/nng_host.hpp"
#include "probe/wire/codec.hpp"
#include "tests/probe/fake_program.hpp"
#include "tests/probe/raw_peers.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/temp_folder.hpp"

using namespace callboard::probe;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

// A host and a viewer of it, over the loopback, announced in a folder of their own.
struct Linked {
    Linked() { setenv("XDG_RUNTIME_DIR", folder.path().c_str(), 1); }

    void start(const std::string& address = "127.0.0.1:0") {
        host.emplace(program.names, program, program,
                     HostOptions{.node = "stage", .address = address, .tick = 5ms});
    }
    void look() { viewer.emplace(host->address()); }
    bool live() {
        return eventually([&] { return viewer->status().state == LinkState::Live; });
    }
    // Takes frames until one says so much of actor 1.
    bool sees(std::uint64_t received) {
        return eventually([&] {
            while (auto frame = viewer->next_frame())
                for (std::size_t row = 0; row < frame->actors.size(); ++row)
                    if (frame->actors.row(row).received == received) return true;
            return false;
        });
    }
    Reply answer_to(std::uint64_t order) {
        std::optional<Answered> answer;
        REQUIRE(eventually([&] { return (answer = viewer->next_answer()).has_value(); }));
        CHECK(answer->order == order);
        return answer->reply;
    }

    TempFolder folder = {};
    FakeProgram program = {};
    std::optional<NngHost> host = {};
    std::optional<NngViewer> viewer = {};
};

}  // namespace

TEST_CASE("frames flow from the program to the viewer") {
    Linked linked;
    linked.program.put({.id = id(1), .received = 1});
    linked.start();
    linked.look();
    CHECK(linked.sees(1));
    linked.program.put({.id = id(1), .received = 2});
    CHECK(linked.sees(2));
    const auto status = linked.viewer->status();
    CHECK(status.state == LinkState::Live);
    CHECK(status.node == "stage");
    CHECK(status.session == linked.host->session());
    CHECK(status.sentence.empty());
}

TEST_CASE("a viewer that does not take its frames stops pulling and is whole again later") {
    Linked linked;
    linked.program.put({.id = id(1), .received = 1});
    linked.start();
    linked.look();
    REQUIRE(linked.sees(1));
    // Another looks on meanwhile, for longer than the program keeps frames.
    RawViewer other(linked.host->address());
    const auto token = linked.host->token();
    const auto me = std::get<Welcome>(other.ask(Request{Hello{token, "other"}}));
    for (std::uint64_t have = 0; have < 400;)
        have =
            std::get<Frame>(other.ask(Request{Pull{token, me.session, have, me.viewer}})).sequence;
    linked.program.put({.id = id(1), .received = 7});
    std::size_t waiting = 0;
    CHECK(eventually([&] {
        const auto frame = linked.viewer->next_frame();
        if (frame && !frame->key) ++waiting;
        return frame && frame->key;
    }));
    CHECK(waiting <= 64);
    linked.program.put({.id = id(1), .received = 8});
    CHECK(linked.sees(8));
}

TEST_CASE("a key frame in parts arrives whole and in order") {
    Linked linked;
    constexpr std::uint32_t actors = 2 * rows_per_frame_max + 5;
    for (std::uint32_t slot = 0; slot < actors; ++slot) linked.program.put({.id = id(slot)});
    linked.start();
    linked.look();
    std::size_t rows = 0;
    std::uint32_t parts = 0;
    CHECK(eventually([&] {
        while (auto frame = linked.viewer->next_frame()) {
            CHECK(frame->part == parts++);
            rows += frame->actors.size();
            if (frame->part + 1 == frame->parts) return true;
        }
        return false;
    }));
    CHECK(rows == actors);
}

TEST_CASE("an order is obeyed and its answer comes back") {
    Linked linked;
    linked.start();
    linked.look();
    REQUIRE(linked.live());
    const auto first = linked.viewer->order(StopActor{id(1)});
    CHECK(linked.answer_to(first).text == "Done by the fake program.");
    const auto second = linked.viewer->order(StopActor{id(1)});
    CHECK(second != first);
    CHECK(linked.answer_to(second).outcome == Outcome::Done);
    CHECK(linked.program.obeyed() == 2);
}

TEST_CASE("an order while not connected is refused at once") {
    DeafPort deaf;
    NngViewer viewer(deaf.address(), "key");
    const auto order = viewer.order(StopActor{id(1)});
    const auto answer = viewer.next_answer();
    REQUIRE(answer);
    CHECK(answer->order == order);
    CHECK(answer->reply.outcome == Outcome::Refused);
}

TEST_CASE("an order that is not answered in time is answered TimedOut") {
    Linked linked;
    linked.program.keep_answers();
    linked.start();
    linked.look();
    REQUIRE(linked.live());
    const auto order = linked.viewer->order(StopActor{id(1)});
    CHECK(linked.answer_to(order).outcome == Outcome::TimedOut);
}

TEST_CASE("an order on its way when the program dies is answered and not sent to the next one") {
    Linked linked;
    linked.program.keep_answers();
    linked.start();
    linked.look();
    REQUIRE(linked.live());
    const auto address = linked.host->address();
    const auto order = linked.viewer->order(StopActor{id(1)});
    REQUIRE(eventually([&] { return linked.program.obeyed() == 1; }));
    linked.host.reset();
    linked.start(address);
    CHECK(linked.answer_to(order).outcome == Outcome::TimedOut);
    REQUIRE(linked.live());
    CHECK(linked.program.obeyed() == 1);
}

TEST_CASE("a wrong key is told as a refusal") {
    Linked linked;
    linked.start();
    linked.viewer.emplace(linked.host->address(), "wrong");
    CHECK(eventually([&] { return linked.viewer->status().state == LinkState::Refused; }));
    CHECK(linked.viewer->status().sentence.find("key") != std::string::npos);
    CHECK(linked.host->refused() > 0);
    CHECK_FALSE(linked.viewer->next_frame());
}

TEST_CASE("a program that starts again is found again under its new session") {
    Linked linked;
    linked.program.put({.id = id(1), .received = 1});
    linked.start();
    linked.look();
    REQUIRE(linked.sees(1));
    const auto address = linked.host->address();
    const auto session = linked.host->session();
    linked.host.reset();
    CHECK(eventually([&] { return linked.viewer->status().state == LinkState::Connecting; }));
    CHECK_FALSE(linked.viewer->status().sentence.empty());
    linked.program.put({.id = id(1), .received = 2});
    linked.start(address);
    CHECK(linked.sees(2));
    CHECK(linked.viewer->status().state == LinkState::Live);
    CHECK(linked.viewer->status().session == linked.host->session());
    CHECK(linked.host->session() != session);
}

TEST_CASE("a program that is not there is told in a sentence") {
    Linked linked;
    linked.start();
    linked.look();
    linked.host.reset();
    NngViewer viewer("127.0.0.1:1", "key");
    CHECK(eventually([&] { return !viewer.status().sentence.empty(); }));
    CHECK(viewer.status().state == LinkState::Connecting);
    NngViewer unannounced("127.0.0.1:1");
    CHECK(unannounced.status().sentence.find("announced") != std::string::npos);
}

TEST_CASE("what is no address is told in a sentence") {
    NngViewer viewer("no address", "key");
    CHECK(viewer.status().state == LinkState::Refused);
    CHECK(viewer.status().sentence ==
          "no address is no address: give host:port, for example 127.0.0.1:7777.");
}

TEST_CASE("three viewers look at one program and each is whole") {
    Linked linked;
    linked.program.put({.id = id(1), .received = 1});
    linked.start();
    std::optional<NngViewer> others[2];
    for (auto& other : others) other.emplace(linked.host->address());
    linked.look();
    CHECK(linked.sees(1));
    linked.program.put({.id = id(1), .received = 3});
    CHECK(linked.sees(3));
    for (auto& other : others)
        CHECK(eventually([&] {
            const auto frame = other->next_frame();
            return frame && frame->actors.size() == 1 && frame->actors.row(0).received == 3;
        }));
}
