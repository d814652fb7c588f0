#include <doctest/doctest.h>

#include <cstdint>
#include <string>

#include "probe/link/recording.hpp"
#include "tests/probe/raw_peers.hpp"
#include "tests/support/eventually.hpp"
#include "tests/window/programs.hpp"

using namespace callboard;
using namespace callboard::tests;

namespace {

// What the program itself counts: read from a recording of it, as frames alone tell it.
std::uint64_t refused_count(const Home& home) {
    const auto film = home.file("moment.callboard");
    if (home.callboard({"record", film, "--seconds", "0.5"}).code != 0) return 0;
    probe::Playback playback(film);
    playback.play_all_at_once();
    std::uint64_t refused = 0;
    while (const auto frame = playback.next_frame()) refused = frame->system.refused;
    return refused;
}

}  // namespace

TEST_CASE("a mebibyte of random bytes at its port does not end a program, and is counted") {
    const Home home;
    Theatre theatre(home);
    const auto before = refused_count(home);
    const auto noise = random_bytes(1 << 20);
    throw_at_port(theatre.address(), noise);
    // After a questioner's handshake they come past the first door; in pieces, each gets a chance.
    const std::string handshake("\0SP\0\0\x30\0\0", 8);
    constexpr std::size_t piece = 1 << 14;
    for (std::size_t at = 0; at < noise.size(); at += piece)
        throw_at_port(theatre.address(), handshake + noise.substr(at, piece));

    CHECK(theatre.process().running());
    const auto listed = home.callboard({"ls", "--at", theatre.address()});
    CHECK_MESSAGE(listed.code == 0, listed.err);
    CHECK(listed.out.find("hamlet") != std::string::npos);
    CHECK(eventually([&] { return refused_count(home) > before; }));
}
