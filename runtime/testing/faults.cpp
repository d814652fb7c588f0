#include "runtime/testing/faults.hpp"

#include <deque>
#include <memory>
#include <mutex>
#include <random>
#include <stdexcept>
#include <utility>

#include "runtime/core/context.hpp"
#include "runtime/core/system.hpp"
#include "runtime/core/worker.hpp"

namespace callboard::runtime {
namespace {

// Whatever becomes of the actor meanwhile, the message comes: as mail does.
void deliver_later(Parcel parcel, Timers::Duration time, Timers& timers) {
    const probe::ActorId to = parcel.to();
    const auto deliver = [](probe::ActorId, std::uint64_t argument, bool) {
        const std::unique_ptr<Parcel> late(reinterpret_cast<Parcel*>(argument));
        std::move(*late).deliver();
    };
    timers.set({.to = to,
                .delay = time,
                .act = deliver,
                .argument = reinterpret_cast<std::uint64_t>(new Parcel(std::move(parcel)))});
}

}  // namespace

class Faults::Plan {
public:
    explicit Plan(std::uint64_t seed) : random_(seed) {}

    void add(Fault fault) {
        const std::lock_guard lock(mutex_);
        faults_.push_back(std::move(fault));
    }
    Done done() const {
        const std::lock_guard lock(mutex_);
        return done_;
    }

    // Lets the message go on by `next`, or does to it what it has to.
    Sent meet(Passing& passing, Timers& timers, const std::function<Sent()>& next) {
        const Fault* const fault = next_for(passing);
        if (fault == nullptr) return next();
        switch (fault->way) {
            case Way::Drop: note(&Done::dropped); return Sent::Withheld;
            case Way::Delay:
                deliver_later(passing.take(), fault->time, timers);
                note(&Done::delayed);
                return Sent::Delivered;
            case Way::Duplicate: {
                Behind behind{fault->copy(passing)};
                if (behind.copy) note(&Done::duplicated);
                return next();
            }
            case Way::Fail: break;
        }
        note(&Done::failed);
        throw std::runtime_error(fault->text);
    }

private:
    // A copy that goes when the first one has gone, even if its handler throws.
    struct Behind {
        std::optional<Parcel> copy;
        ~Behind() {
            if (copy) std::move(*copy).deliver();
        }
    };

    // Null: it goes on undisturbed.
    const Fault* next_for(const Passing& passing) {
        const std::lock_guard lock(mutex_);
        ++done_.seen;
        const Fault* chosen = nullptr;
        for (Fault& fault : faults_)
            if (fault.wanted(passing) && strikes(fault) && chosen == nullptr) chosen = &fault;
        return chosen;
    }
    bool strikes(Fault& fault) {
        const std::uint64_t number = ++fault.met;
        switch (fault.when.way) {
            case When::Way::Always: return true;
            case When::Way::Nth: return number == fault.when.count;
            case When::Way::First: return number <= fault.when.count;
            case When::Way::Every: return number % fault.when.count == 0;
            case When::Way::Chance:
                return std::bernoulli_distribution(fault.when.probability)(random_);
        }
        return false;
    }
    void note(std::uint64_t Done::*count) {
        const std::lock_guard lock(mutex_);
        ++(done_.*count);
    }

    mutable std::mutex mutex_;
    std::deque<Fault> faults_;  // They stay where they are when others are added.
    std::mt19937_64 random_;
    Done done_;
};

Faults::Faults(std::uint64_t seed) : plan_(std::make_shared<Plan>(seed)) {}

Faults& Faults::add(Fault fault) {
    plan_->add(std::move(fault));
    return *this;
}

ReceiveMiddleware Faults::receive() const {
    return [plan = plan_](Receiving& receiving, const std::function<void()>& next) {
        if (receiving.came_back()) return next();
        plan->meet(receiving, receiving.context.system().timers(), [&] {
            next();
            return Sent::Delivered;
        });
    };
}

SendMiddleware Faults::send() const {
    return [plan = plan_](Sending& sending, const std::function<Sent()>& next) {
        Cell& sender = *Worker::of_this_thread()->running();
        return plan->meet(sending, sender.system().timers(), next);
    };
}

Faults::Done Faults::done() const { return plan_->done(); }

}  // namespace callboard::runtime
