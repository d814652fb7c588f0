#include "runtime/core/worker.hpp"

#include "runtime/core/cell.hpp"

namespace callboard::runtime {

constinit thread_local Worker* Worker::current_ = nullptr;

void Worker::flush_queued() {
    if (queued_count_ != 0) queued_for_->add_queued(queued_count_);
    queued_for_ = nullptr;
    queued_count_ = 0;
}

bool Worker::turn(Cell& cell, int budget) {
    running_ = &cell;
    const Ran ran = cell.run(*this, budget);
    running_ = nullptr;
    flush_queued();
    if (ran == Ran::Parked) return false;
    expose(cell);
    return true;
}

}  // namespace callboard::runtime
