#include "runtime/core/door.hpp"

#include <utility>
#include <vector>

#include "runtime/core/cell.hpp"
#include "runtime/core/dead_letters.hpp"

namespace callboard::runtime {
namespace {

struct Spares {
    std::mutex mutex;
    std::vector<Door*> doors;
};

Spares& spares() {
    static auto& all = *new Spares;  // Never destroyed: senders may outlive main()'s statics.
    return all;
}

// A worker never waits: all of them might, and for each other. Poison goes in at once.
bool may_wait(const Envelope& envelope) {
    return Worker::of_this_thread() == nullptr && !NeverWaits::here() &&
           envelope.handler != Envelope::poison;
}

}  // namespace

thread_local int NeverWaits::count_ = 0;

Door& Door::open(std::unique_ptr<Porter> porter) {
    Door* door = nullptr;
    {
        const std::lock_guard lock(spares().mutex);
        if (!spares().doors.empty()) {
            door = spares().doors.back();
            spares().doors.pop_back();
        }
    }
    if (door == nullptr) door = new Door;
    const std::lock_guard lock(door->mutex_);
    door->porter_ = std::move(porter);
    return *door;
}

void Door::assign(probe::ActorId actor) {
    const std::lock_guard lock(mutex_);
    actor_ = actor;
    dropped_.store(0, std::memory_order_relaxed);
}

Sent Door::admit(probe::ActorId to, Cell& cell, Envelope* envelope) {
    std::unique_lock lock(mutex_);
    if (may_wait(*envelope)) {
        ++waiting_;
        room_.wait(lock, [&] { return actor_ != to || !porter_->makes_wait(); });
        --waiting_;
    }
    if (actor_ == to) {
        Entrance entrance{*this, std::move(lock), cell, to};
        return porter_->admit(entrance, envelope);
    }
    lock.unlock();
    bury(envelope, to, AskError::Why::NoSuchActor);
    return Sent::NoSuchActor;
}

Envelope* Door::take() {
    const std::lock_guard lock(mutex_);
    Envelope* const taken = porter_->take();
    // Also when there was room before: who was let in for that may not be here yet.
    if (waiting_ > 0) room_.notify_one();
    return taken;
}

bool Door::has_mail(probe::ActorId of) {
    const std::lock_guard lock(mutex_);
    return actor_ == of && porter_->has_mail();
}

void Door::close() {
    std::unique_lock lock(mutex_);
    const auto former = std::exchange(actor_, probe::ActorId{});
    // Not one more comes in, so what is left can be taken out with the door open.
    const std::unique_ptr<Porter> porter = std::move(porter_);
    lock.unlock();
    room_.notify_all();
    while (Envelope* left = porter->take()) bury(left, former, AskError::Why::Stopped);
    const std::lock_guard spare_lock(spares().mutex);
    spares().doors.push_back(this);
}

}  // namespace callboard::runtime
