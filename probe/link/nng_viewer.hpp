#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "probe/wire/ports.hpp"

namespace callboard::probe {

// A link to a running program over nng. Connects, pulls frames, carries orders,
// and connects again by itself when the program comes back. An order that is
// not answered within `order_timeout` is answered TimedOut.
class NngViewer final : public Link {
public:
    static constexpr std::chrono::seconds order_timeout{5};

    // `address` is "host:port" or an nng url. `token` empty: looked up among the
    // programs announced on this machine.
    explicit NngViewer(const std::string& address, std::string token = {});
    ~NngViewer() override;

    LinkStatus status() override;
    std::optional<Frame> next_frame() override;
    std::uint64_t order(Command command) override;
    std::optional<Answered> next_answer() override;

private:
    class Talk;
    std::unique_ptr<Talk> talk_;
};

}  // namespace callboard::probe
