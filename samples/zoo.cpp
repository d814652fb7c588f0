// Actors that misbehave on purpose, each in its own way, to see what `callboard`
// shows of it. Their keeper tends them and brings back who has died.

#include <callboard/callboard.hpp>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "samples/beat_clock.hpp"
#include "samples/run_options.hpp"
#include "samples/zoo/keeper.hpp"

using namespace callboard;

namespace {

// Several animals hold a worker at a time; the others shall live.
std::uint32_t workers() { return std::max(6u, std::thread::hardware_concurrency()); }

// Idle ones, for `--actors`.
class Sheep : public Actor {
public:
    using Accepts = Messages<>;
};

void keep_until_told(const RunOptions& options) {
    if (!options.only.empty() && !is_animal(options.only))
        throw std::invalid_argument("there is no animal \"" + options.only + "\": choose one of " +
                                    animal_names() + ".");
    BeatClock clock(options.pace, options.seconds);
    System system{{.name = "zoo", .workers = workers()}};
    Probe probe{system, options.probe()};
    const auto keeper = system.spawn<Keeper>("keeper", options.only);
    std::cout << "callboard: watching at " << probe.address() << std::endl;
    for (std::uint32_t i = 0; i < options.actors; ++i) system.spawn<Sheep>();
    while (const auto beat = clock.next_beat()) keeper.send(Tick{*beat});
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string_view> arguments(argv + 1, argv + argc);
    if (std::count(arguments.begin(), arguments.end(), "--help") > 0) {
        std::cout << "zoo: actors that misbehave\n"
                  << run_options_help << "  --only NAME    this one alone: " << animal_names()
                  << '\n';
        return 0;
    }
    try {
        keep_until_told(run_options_from(arguments));
    } catch (const std::exception& error) {
        std::cerr << "zoo: " << error.what() << '\n';
        return 2;
    }
}
