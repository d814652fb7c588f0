#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "probe/record/names.hpp"
#include "probe/wire/ports.hpp"

namespace callboard::probe {

struct HostOptions {
    std::string node = {};                // Its name for people; empty: the system's.
    std::string address = "127.0.0.1:0";  // Port 0: any free one.
    std::chrono::milliseconds tick{100};
    std::string record_to = {};  // A file that gets every frame, viewer or not.
    bool announce = true;        // Tell of it on this machine.
};

// The probe's end in the program under watch: one thread that ticks while
// someone looks, samples the actors, and answers viewers over one nng socket.
// Nobody looks: no tick, no sample. Throws a sentence when it can not listen.
class NngHost {
public:
    NngHost(const Names& names, ActorSource& actors, CommandPort& commands, HostOptions options);
    ~NngHost();
    NngHost(const NngHost&) = delete;
    NngHost& operator=(const NngHost&) = delete;

    std::string address() const;  // host:port as it came out.
    std::string token() const;
    std::uint64_t session() const;
    std::uint64_t refused() const;  // Requests and connections that were not believed.

private:
    class Stage;
    std::shared_ptr<Stage> stage_;  // Shared with answers that are still to come.
};

}  // namespace callboard::probe
