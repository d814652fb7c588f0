#include "runtime/testing/test_stage.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "tests/runtime/testing/bank.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

struct Tick {};
// Sets its next tick when it has one, so that time has to pass in steps.
class Clock : public Actor {
public:
    using Accepts = Messages<Tick, Balance>;
    void on(const Started&, Context& context) { context.after(10ms, Tick{}); }
    void on(const Tick&, Context& context) {
        ++ticks_;
        context.after(10ms, Tick{});
    }
    int on(const Balance&) { return ticks_; }

private:
    int ticks_ = 0;
};

std::string text_of(const std::string& path) {
    std::stringstream text;
    text << std::ifstream(SOURCE_ROOT "/" + path).rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("nothing happens on a stage until it is run, and no time passes by itself") {
    TestStage stage;
    const auto account = stage.system().spawn<Account>("alice");
    account.send(Remind{1s});
    CHECK(stage.system().handled() == 0);
    stage.run();
    CHECK(stage.system().handled() == 1);
    CHECK(stage.now() == 0s);
}

TEST_CASE("time passes in ticks, so that what is set meanwhile comes in its time") {
    TestStage stage;
    const auto clock = stage.system().spawn<Clock>("clock");
    stage.advance(1s);
    CHECK(stage.ask(clock, Balance{}) == 100);
    CHECK(stage.now() == 1s);
}

TEST_CASE("a stage answers, lets time pass for it, and fails in a sentence when none comes") {
    struct Slow : Actor {
        using Accepts = Messages<Balance>;
        Task<int> on(const Balance&, Context& context) {
            co_await context.sleep(100ms);
            co_return 7;
        }
    };
    TestStage stage;
    const auto slow = stage.system().spawn<Slow>("slow");
    CHECK(failure_of([&] { stage.ask(slow, Balance{}); }) ==
          "no answer came before the system was quiet.");
    CHECK(failure_of([&] { stage.ask(slow, Balance{}, 99ms); }) == "no answer came within 99 ms.");
    CHECK(stage.ask(slow, Balance{}, 1s) == 7);
}

TEST_CASE("a failure names the seed under which it came, and every seed is another order") {
    std::set<std::int64_t> seen;
    const auto in_one_order = [&](TestStage& stage) {
        std::int64_t last = 0;
        struct Racer : Actor {
            using Accepts = Messages<Deposit>;
            explicit Racer(std::int64_t* its_goal) : goal(its_goal) {}
            void on(const Deposit& deposit) { *goal = deposit.cents; }
            std::int64_t* goal;
        };
        for (int i = 1; i <= 4; ++i) stage.system().spawn<Racer>(unnamed, &last).send(Deposit{i});
        stage.run();
        seen.insert(last);
    };
    under_seeds(50, in_one_order);
    CHECK(seen == std::set<std::int64_t>{1, 2, 3, 4});
    CHECK(failure_of([] {
              under_seeds(5, [](TestStage& stage) {
                  if (stage.seed() == 3) throw std::runtime_error("lost the race");
              });
          }) == "under seed 3: lost the race");
}

TEST_CASE("the example in the README is the one that is compiled and run") {
    const std::string readme = text_of("runtime/README.md");
    const std::string fence = "```cpp\n";
    const auto begin = readme.find(fence);
    REQUIRE(begin != std::string::npos);
    const auto code = begin + fence.size();
    const std::string example = readme.substr(code, readme.find("```", code) - code);
    CHECK(example.size() > 300);
    CHECK(text_of("samples/tested_lamp.cpp").find(example) != std::string::npos);
}
