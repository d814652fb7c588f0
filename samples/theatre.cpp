// A theatre at work, to look at with `callboard`: it sells seats, plays, is
// applauded, fails now and then and goes on. The main thread is the stage clock.

#include <callboard/callboard.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <vector>

#include "samples/beat_clock.hpp"
#include "samples/run_options.hpp"
#include "samples/theatre/audience.hpp"
#include "samples/theatre/box_office.hpp"
#include "samples/theatre/company.hpp"
#include "samples/theatre/critics.hpp"
#include "samples/theatre/front_of_house.hpp"
#include "samples/theatre/ledger.hpp"
#include "samples/theatre/lights.hpp"
#include "samples/theatre/orchestra.hpp"
#include "samples/theatre/prompter.hpp"

using namespace callboard;

namespace {

// All departments, as they hang under the root, and what moves them.
class House {
public:
    House(System& system, double pace, std::uint32_t gallery_places)
        : system_(system),
          ledger_(system.spawn<Ledger>("ledger")),
          box_office_(system.spawn<BoxOffice>("box-office", ledger_)),
          front_of_house_(system.spawn<FrontOfHouse>("front-of-house")),
          stage_{.lights = system.spawn<Lights>("lights"),
                 .orchestra = system.spawn<Conductor>("orchestra"),
                 .prompter = system.spawn<Prompter>("prompter"),
                 .critics = system.spawn<Critics>("critics", pace),
                 .audience = system.spawn<Audience>("audience", box_office_)},
          company_(system.spawn<Company>("company", stage_)) {
        if (gallery_places > 0) system.spawn<Gallery>("gallery", gallery_places, box_office_);
    }

    void tick(std::uint64_t beat) {
        const Tick tick{beat};
        company_.send(tick);
        stage_.lights.send(tick);
        stage_.orchestra.send(tick);
        stage_.critics.send(tick);
        stage_.audience.send(tick);
        box_office_.send(tick);
        front_of_house_.send(tick);
        if (tick.every(beats_between_takings)) tell_takings();
    }

private:
    static constexpr std::uint64_t beats_between_takings = 50;

    // Only who is no actor may wait for an answer.
    void tell_takings() {
        try {
            box_office_.send(system_.ask(ledger_, Balance{}).get(std::chrono::milliseconds(10)));
        } catch (const std::runtime_error&) {
            return;  // The ledger was stopped by who looks on, or is late: the show goes on.
        }
    }

    System& system_;
    Ref<Ledger> ledger_;
    Ref<BoxOffice> box_office_;
    Ref<FrontOfHouse> front_of_house_;
    Departments stage_;
    Ref<Company> company_;
};

// A thinking critic holds a worker; the others must find one that is free.
std::uint32_t workers() { return std::max(4u, std::thread::hardware_concurrency()); }

void play_until_told(const RunOptions& options) {
    BeatClock clock(options.pace, options.seconds);
    System system{{.name = "theatre", .workers = workers()}};
    Probe probe{system, options.probe()};
    House house(system, options.pace, options.actors);
    std::cout << "callboard: watching at " << probe.address() << std::endl;
    while (const auto beat = clock.next_beat()) house.tick(*beat);
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string_view> arguments(argv + 1, argv + argc);
    if (std::count(arguments.begin(), arguments.end(), "--help") > 0) {
        std::cout << "theatre: a program to look at\n" << run_options_help;
        return 0;
    }
    try {
        play_until_told(run_options_from(arguments));
    } catch (const std::exception& error) {
        std::cerr << "theatre: " << error.what() << '\n';
        return 2;
    }
}
