#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "dashboard/model/world.hpp"
#include "probe/wire/ports.hpp"

namespace callboard::dashboard {

// One visit to a program: takes frames into a world, sends orders and waits for
// their answers, never longer than the timeout. Throws Failure. One thread.
class Session {
public:
    using Wish = std::function<bool()>;

    Session(probe::Link& link, std::chrono::duration<double> timeout);

    const World& world() const { return world_; }
    World& world() { return world_; }

    void wait_until_whole();  // A whole key frame is in.
    void wait_for_rates();    // And enough time passed to tell how fast things go.
    // Takes frames until `done` or the limit; false when the limit came first.
    bool take_frames(std::chrono::duration<double> limit, const Wish& done);
    void on_frame(std::function<void(const probe::Frame&)> tell) { tell_ = std::move(tell); }

    probe::Reply obey(probe::Command command);  // Whatever came of it.
    probe::ActorDetails inspect(probe::ActorId actor);

    // The actor that a person named.
    Row actor(const std::string& path_or_name) const;

private:
    void take_what_is_there();
    void check_link() const;

    probe::Link& link_;
    std::chrono::duration<double> timeout_;
    World world_ = {};
    std::uint64_t session_ = 0;
    std::function<void(const probe::Frame&)> tell_ = {};
};

}  // namespace callboard::dashboard
