#include "runtime/testing/test_stage.hpp"

namespace callboard::runtime {
namespace {

SystemOptions on_stage(SystemOptions options, std::unique_ptr<StepScheduler> steps) {
    options.scheduler = std::move(steps);
    options.clock = Timers::Clock::ByHand;
    return options;
}

}  // namespace

TestStage::TestStage(std::uint64_t seed, SystemOptions options)
    : TestStage(seed, std::make_unique<StepScheduler>(seed), std::move(options)) {}

TestStage::TestStage(std::uint64_t seed, std::unique_ptr<StepScheduler> steps,
                     SystemOptions options)
    : seed_(seed), steps_(*steps), system_(on_stage(std::move(options), std::move(steps))) {}

}  // namespace callboard::runtime
