#include "runtime/core/throw_site.hpp"

#include <callboard/callboard.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "runtime/core/extras.hpp"
#include "runtime/testing/step_scheduler.hpp"

using namespace callboard;
using runtime::Cell;
using runtime::Signal;

namespace throw_site_test {

struct Fall {};

// Exported and not inlined, so that it has a name on the stack.
__attribute__((noinline, visibility("default"))) void trip_over_the_carpet() {
    throw std::runtime_error("fell");
}

class Clumsy : public Actor {
public:
    using Accepts = Messages<Fall>;
    __attribute__((noinline)) void on(const Fall&) { trip_over_the_carpet(); }
};

std::vector<std::string> stack_of(System& system, runtime::StepScheduler& scheduler, Ref<> actor) {
    std::vector<std::string> lines;
    System::signal(actor, Signal::Inspect, [&](Cell* cell) {
        lines = runtime::throw_site::describe(cell->extras()->last_failure.stack);
    });
    scheduler.run_until_quiet();
    (void)system;
    return lines;
}

}  // namespace throw_site_test

using namespace throw_site_test;

TEST_CASE("the last failure tells where it was thrown, the innermost function first") {
    auto made = std::make_unique<runtime::StepScheduler>(1);
    auto& scheduler = *made;
    System system{{.scheduler = std::move(made)}};
    // Throws of other tests may have been a moment ago; of those that follow each other
    // quickly only the first is noted.
    std::vector<std::string> lines;
    for (int tries = 0; tries < 200 && lines.empty(); ++tries) {
        const auto clumsy = system.spawn<Clumsy>();
        clumsy.send(Fall{});
        scheduler.run_until_quiet();
        lines = stack_of(system, scheduler, clumsy);
    }
    REQUIRE_FALSE(lines.empty());
    CHECK(lines.front() == "throw_site_test::trip_over_the_carpet()");
    CHECK(std::none_of(lines.begin(), lines.end(), [](const std::string& line) {
        return line.find("Cell::run") != std::string::npos;
    }));
}

TEST_CASE("a throw outside of actors is not noted") {
    try {
        throw std::runtime_error("nobody's");
    } catch (const std::exception&) {
        CHECK(runtime::throw_site::take().empty());
    }
}
