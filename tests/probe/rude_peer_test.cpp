#include <doctest/doctest.h>

#include <chrono>
#include <optional>

#include "probe/link/nng_host.hpp"
#include "tests/probe/fake_program.hpp"
#include "tests/probe/raw_peers.hpp"
#include "tests/support/eventually.hpp"

using namespace callboard::probe;
using namespace callboard::tests;
using namespace std::chrono_literals;

// A program of its own: nng 1.5 does not get over such a peer, and no socket of
// the same process closes cleanly afterwards.
TEST_CASE("who asks a lot and hangs up before the answers can not keep the program from ending") {
    FakeProgram program;
    std::optional<NngHost> host(std::in_place, program.names, program, program,
                                HostOptions{.announce = false});
    // The handshake of a questioner, then question after question.
    std::string questions("\0SP\0\0\x30\0\0", 8);
    for (int question = 0; question < 2000; ++question)
        questions += std::string("\0\0\0\0\0\0\0\x08\x80\0\0\1what", 16);
    for (int visit = 0; visit < 5; ++visit) {
        const auto refused = host->refused();
        throw_at_port(host->address(), questions);
        CHECK(eventually([&] { return host->refused() > refused; }));  // It still listens.
    }
    const auto began = std::chrono::steady_clock::now();
    host.reset();
    CHECK(std::chrono::steady_clock::now() - began < 10s);
}
