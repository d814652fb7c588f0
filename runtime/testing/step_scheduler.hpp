#pragma once

#include <memory>
#include <random>
#include <vector>

#include "runtime/core/scheduler.hpp"
#include "runtime/core/worker.hpp"

namespace callboard::runtime {

// Runs actors on the calling thread, one message at a time, in an order that
// depends on nothing but the seed. A seed that fails is a test that can be
// repeated. One thread at a time.
class StepScheduler final : public Scheduler {
public:
    explicit StepScheduler(std::uint64_t seed);
    ~StepScheduler() override;

    bool step();  // One message of one actor that is ready; false: none is.
    void run_until_quiet();

    void submit(Cell& cell) override;
    void run_until(std::atomic<std::uint32_t>& done) override;
    void stop() override { run_until_quiet(); }
    std::uint32_t worker_count() const override { return 1; }
    std::uint64_t handled() const override;
    std::uint64_t dead_letters() const override;

private:
    class StepWorker;

    std::mt19937_64 random_;
    std::vector<Cell*> ready_;
    std::unique_ptr<StepWorker> worker_;
};

}  // namespace callboard::runtime
