#pragma once

#include <string>

#include "probe/link/nng_host.hpp"
#include "runtime/control/control.hpp"
#include "runtime/control/roster.hpp"

namespace callboard::runtime {

using ProbeOptions = probe::HostOptions;

// Makes a system visible and touchable, from this machine, to who may read the
// token file. While nobody looks it costs the counting that actors do anyway.
// Declare it after the system: it must end first. Throws a sentence when it can
// not listen.
class Probe {
public:
    explicit Probe(System& system, ProbeOptions options = {})
        : roster_(system),
          control_(system),
          host_(names(), roster_, control_, named(system, options)) {}

    std::string address() const { return host_.address(); }  // host:port, for `callboard`.
    std::uint64_t refused() const { return host_.refused(); }

private:
    static ProbeOptions named(const System& system, ProbeOptions options) {
        if (options.node.empty()) options.node = system.name();
        return options;
    }

    Roster roster_;
    Control control_;
    probe::NngHost host_;
};

}  // namespace callboard::runtime
