#include "probe/link/nng_host.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <thread>

#include "probe/wire/codec.hpp"
#include "tests/probe/fake_program.hpp"
#include "tests/probe/raw_peers.hpp"
#include "tests/support/eventually.hpp"

using namespace callboard::probe;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

constexpr HostOptions options() { return {.node = "stage", .tick = 5ms, .announce = false}; }

// A program with a host, and a viewer by hand that knows the key.
struct Hosted {
    FakeProgram program = {};
    std::optional<NngHost> host{std::in_place, program.names, program, program, options()};
    RawViewer viewer{host->address()};

    Welcome hello() { return std::get<Welcome>(viewer.ask(Request{Hello{host->token(), "me"}})); }
    Frame pull(const Welcome& me, std::uint64_t have, std::uint32_t key_parts = 0) {
        return std::get<Frame>(
            viewer.ask(Request{Pull{host->token(), host->session(), have, me.viewer, key_parts}}));
    }
    Response order(const Welcome& me, std::uint64_t number) {
        return viewer.ask(
            Request{Order{host->token(), host->session(), me.viewer, number, StopActor{id(1)}}});
    }
};

}  // namespace

TEST_CASE("a viewer that knows the key is welcomed with the program's name") {
    Hosted hosted;
    const auto welcome = hosted.hello();
    CHECK(welcome.node == "stage");
    CHECK(welcome.session == hosted.host->session());
    CHECK(welcome.tick_ms == 5);
    CHECK(hosted.host->token().size() == 32);
    CHECK(hosted.host->refused() == 0);
}

TEST_CASE("the first pull brings a key frame and the next ones what changed since") {
    Hosted hosted;
    hosted.program.put({.id = id(1), .received = 1});
    const auto me = hosted.hello();
    const auto key = hosted.pull(me, 0);
    CHECK(key.key);
    CHECK(key.actors.size() == 1);
    hosted.program.put({.id = id(1), .received = 2});
    auto have = key.sequence;
    CHECK(eventually([&] {
        const auto change = hosted.pull(me, have);
        CHECK_FALSE(change.key);
        CHECK(change.sequence == have + 1);
        have = change.sequence;
        return change.actors.size() == 1 && change.actors.row(0).received == 2;
    }));
}

TEST_CASE("who fell too far behind gets a key frame and the skipped are counted") {
    Hosted hosted;
    const auto me = hosted.hello();
    auto have = hosted.pull(me, 0).sequence;
    const auto far_behind = have;
    while (have < far_behind + 300) have = hosted.pull(me, have).sequence;
    const auto key = hosted.pull(me, far_behind);
    CHECK(key.key);
    CHECK(key.sequence > far_behind);
    CHECK(hosted.pull(me, key.sequence).system.frames_skipped >= 300);
}

TEST_CASE("the parts of a key frame belong together, and asking twice is harmless") {
    Hosted hosted;
    for (std::uint32_t slot = 0; slot < 2 * rows_per_frame_max + 5; ++slot)
        hosted.program.put({.id = id(slot)});
    const auto me = hosted.hello();
    const auto first = hosted.pull(me, 0);
    REQUIRE(first.parts == 3);
    const auto second = hosted.pull(me, 0, 1);
    const auto second_again = hosted.pull(me, 0, 1);
    const auto third = hosted.pull(me, 0, 2);
    CHECK(second.part == 1);
    CHECK(second_again.part == 1);
    CHECK(third.part == 2);
    CHECK(third.sequence == first.sequence);
    CHECK(first.actors.size() + second.actors.size() + third.actors.size() ==
          2 * rows_per_frame_max + 5);
    CHECK_FALSE(hosted.pull(me, first.sequence).key);
}

TEST_CASE("while nobody looks nothing is sampled") {
    Hosted hosted;
    hosted.hello();  // Knocking is not looking.
    hosted.hello();
    CHECK(hosted.program.samples() == 0);
}

TEST_CASE("a wrong key is refused and counted") {
    Hosted hosted;
    hosted.hello();
    for (const auto& key : {std::string(), std::string("guess"), std::string(32, '0')}) {
        const auto answer = hosted.viewer.ask(Request{Hello{key, "me"}});
        CHECK(std::get<Refusal>(answer).reason.find("key") != std::string::npos);
    }
    CHECK(std::holds_alternative<Refusal>(
        hosted.viewer.ask(Request{Pull{"guess", hosted.host->session(), 0, 1, 0}})));
    CHECK(std::holds_alternative<Refusal>(hosted.viewer.ask(
        Request{Order{"guess", hosted.host->session(), 1, 1, StopActor{id(1)}}})));
    CHECK(hosted.host->refused() == 5);
    CHECK(hosted.program.obeyed() == 0);
}

TEST_CASE("a request meant for the program's former life is refused") {
    Hosted hosted;
    const auto me = hosted.hello();
    const auto former = hosted.host->session() + 1;
    const auto token = hosted.host->token();
    CHECK(std::holds_alternative<Refusal>(
        hosted.viewer.ask(Request{Pull{token, former, 0, me.viewer, 0}})));
    CHECK(std::holds_alternative<Refusal>(
        hosted.viewer.ask(Request{Order{token, former, me.viewer, 1, StopActor{id(1)}}})));
    CHECK(hosted.program.obeyed() == 0);
}

TEST_CASE("the same order twice is obeyed once and answered twice") {
    Hosted hosted;
    const auto me = hosted.hello();
    CHECK(std::get<Reply>(hosted.order(me, 1)).text == "Done by the fake program.");
    CHECK(std::get<Reply>(hosted.order(me, 1)).text == "Done by the fake program.");
    CHECK(hosted.program.obeyed() == 1);
    CHECK(std::holds_alternative<Reply>(hosted.order(me, 2)));
    CHECK(hosted.program.obeyed() == 2);
}

TEST_CASE("an order that the program drops is answered all the same") {
    Hosted hosted;
    hosted.program.drop_answers();
    const auto reply = std::get<Reply>(hosted.order(hosted.hello(), 1));
    CHECK(reply.outcome == Outcome::Refused);
    CHECK(reply.text.find("dropped") != std::string::npos);
}

TEST_CASE("an answer that comes after the host has gone harms nobody") {
    Hosted hosted;
    hosted.program.keep_answers();
    const auto me = hosted.hello();
    std::thread waiting([&] { CHECK_THROWS(hosted.order(me, 1)); });
    std::vector<CommandPort::Answer> kept;
    CHECK(eventually([&] {
        kept = hosted.program.take_kept();
        return !kept.empty();
    }));
    hosted.host.reset();
    kept.at(0)({.text = "Too late."});
    waiting.join();
}

TEST_CASE("the thirty-third viewer is refused with a reason") {
    Hosted hosted;
    for (int viewer = 0; viewer < 32; ++viewer) hosted.hello();
    const auto answer = hosted.viewer.ask(Request{Hello{hosted.host->token(), "me"}});
    CHECK(std::get<Refusal>(answer).reason ==
          "32 viewers look at this program already: close one of them.");
}

TEST_CASE("a mebibyte of random bytes at the raw port is counted and harms nobody") {
    Hosted hosted;
    throw_at_port(hosted.host->address(), random_bytes(1 << 20));
    CHECK(eventually([&] { return hosted.host->refused() == 1; }));
    CHECK(hosted.hello().node == "stage");
}

TEST_CASE("a mebibyte of random bytes as a request is refused and counted") {
    Hosted hosted;
    const auto answer = decode_response(hosted.viewer.ask(random_bytes(1 << 20)));
    CHECK(std::holds_alternative<Refusal>(std::get<Response>(answer)));
    CHECK(hosted.host->refused() == 1);
    CHECK(hosted.hello().node == "stage");
}

TEST_CASE("a request of more than 4 MiB shuts the door and is counted") {
    Hosted hosted;
    {
        // Manners first: the handshake of a questioner, then a length beyond the limit.
        const std::string handshake("\0SP\0\0\x30\0\0", 8);
        const std::string length("\0\0\0\0\0\x50\0\0", 8);
        throw_at_port(hosted.host->address(), handshake + length + random_bytes(1000));
    }
    CHECK(eventually([&] { return hosted.host->refused() == 1; }));
    CHECK(hosted.hello().node == "stage");
}

TEST_CASE("viewers that come and go are not counted as refused") {
    Hosted hosted;
    for (int visit = 0; visit < 5; ++visit) {
        RawViewer visitor(hosted.host->address());
        visitor.ask(Request{Hello{hosted.host->token(), "me"}});
    }
    hosted.hello();
    CHECK(hosted.host->refused() == 0);
}

TEST_CASE("who connects and leaves without a word is counted") {
    Hosted hosted;
    throw_at_port(hosted.host->address(), std::string("\0SP\0\0\x30\0\0", 8));
    CHECK(eventually([&] { return hosted.host->refused() == 1; }));
}

TEST_CASE("a viewer of another version is told so by a refusal it can read") {
    Hosted hosted;
    auto bytes = encode(Request{Hello{hosted.host->token(), "me"}});
    bytes[4] = 2;
    const auto answer = decode_response(hosted.viewer.ask(bytes));
    CHECK(std::get<Refusal>(std::get<Response>(answer)).reason ==
          "The viewer speaks version 2 of the wire, this program version 1: use the callboard "
          "built with the program.");
}

TEST_CASE("a port that is taken is named together with what to do") {
    DeafPort taken;
    FakeProgram program;
    auto there = options();
    there.address = taken.address();
    CHECK_THROWS_WITH(NngHost(program.names, program, program, there),
                      ("Callboard cannot listen at " + taken.address() +
                       ": another program listens there. Choose another port, or port 0 for any "
                       "free one.")
                          .c_str());
    there.address = "no address";
    CHECK_THROWS(NngHost(program.names, program, program, there));
}
