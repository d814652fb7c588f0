#include "tests/runtime/proof/sleep_model.hpp"

#include <algorithm>

namespace callboard::tests {

SleepModel::Thread& SleepModel::add(Role role) {
    Thread& thread = *std::find_if(threads_.begin(), threads_.end(),
                                   [](const Thread& each) { return each.role == Role::None; });
    thread.role = role;
    return thread;
}

SleepModel& SleepModel::workers(int count) {
    for (; worker_count_ < count; ++worker_count_) add(Role::Worker);
    return *this;
}

SleepModel& SleepModel::submitter(Task work) {
    add(Role::Submitter).work = work;
    return *this;
}

SleepModel& SleepModel::stopper() {
    add(Role::Stopper);
    return *this;
}

bool SleepModel::can(int move) const {
    const Thread& thread = threads_[static_cast<std::size_t>(move / choices)];
    const int choice = move % choices;
    if (thread.role == Role::None || thread.at == At::Done || thread.at == At::Asleep) return false;
    if (thread.at == At::WaitForOther && plain_done_ == 0) return false;
    // Nobody may send any more when a system ends.
    if (thread.role == Role::Stopper && !submitters_done()) return false;
    return choice == 0 || (thread.at == At::Wake && choice < asleep());
}

void SleepModel::go(int move) {
    Thread& thread = threads_[static_cast<std::size_t>(move / choices)];
    step(thread, move % choices);
    if (thread.at != At::LookAtStop) return;
    thread.work = Task::Plain;  // What it is done with; fewer states.
    thread.put = thread.epoch = thread.looked = thread.ending = 0;
}

void SleepModel::step(Thread& thread, int choice) {
    switch (thread.at) {
        case At::Begin:
            if (thread.role == Role::Worker)
                thread.at = At::LookAtStop;
            else
                begin_to_put(thread);
            return;
        case At::Put: return put(thread);
        case At::LookForSleepers:
            if (sleepers_ == 0) return has_put_and_woken(thread);
            thread.at = At::MoveEpoch;
            return;
        case At::MoveEpoch:
            if (flaw_ != SleepFlaw::NoEpoch) ++epoch_;
            thread.at = At::Wake;
            return;
        case At::Wake:
            if (thread.role == Role::Stopper)
                while (asleep() > 0) wake(0);
            else if (asleep() > 0)
                wake(choice);
            return has_put_and_woken(thread);
        default: return step_worker(thread);
    }
}

// ── Task for others ──────────────────────────────────────────────────────────

void SleepModel::begin_to_put(Thread& thread) {
    thread.put = 0;
    const bool late = flaw_ == SleepFlaw::WakeBeforePut && thread.role != Role::Stopper;
    thread.at = late ? At::LookForSleepers : At::Put;
}

void SleepModel::put(Thread& thread) {
    switch (thread.role) {
        case Role::Submitter: commons_[commons_count_++] = thread.work; break;
        case Role::Stopper: stopping_ = 1; break;
        default: ++thread.ring; break;
    }
    thread.put = 1;
    if (flaw_ == SleepFlaw::WakeBeforePut && thread.role != Role::Stopper)
        return has_put_and_woken(thread);
    thread.at = thread.role == Role::Stopper ? At::MoveEpoch : At::LookForSleepers;
}

void SleepModel::has_put_and_woken(Thread& thread) {
    if (thread.put == 0)
        thread.at = At::Put;
    else if (thread.role != Role::Worker)
        thread.at = At::Done;
    else
        thread.at = thread.work == Task::Blocks ? At::WaitForOther : At::LookAtStop;
}

// futex_wake of one.
void SleepModel::wake(int choice) {
    for (Thread& thread : threads_)
        if (thread.at == At::Asleep && choice-- == 0) thread.at = At::Woken;
}

// ── A worker ─────────────────────────────────────────────────────────────────

// PoolWorker::next and find; a ring's take is one step.
void SleepModel::step_worker(Thread& thread) {
    switch (thread.at) {
        case At::LookAtStop:
            thread.ending = stopping_;
            thread.at = At::TakeOwn;
            return;
        case At::TakeOwn:
            thread.at = At::TakeFromCommons;
            if (thread.ring > 0) {
                --thread.ring;
                ++plain_done_;
                run(thread, Task::Plain);
            }
            return;
        case At::TakeFromCommons: {
            thread.at = At::Steal;
            if (commons_count_ == 0) return;
            const Task work = commons_.front();
            std::copy(commons_.begin() + 1, commons_.end(), commons_.begin());
            --commons_count_;
            return run(thread, work);
        }
        case At::Steal: {
            Thread& other = threads_[thread.looked++];
            if (other.ring > 0) {
                --other.ring;
                ++plain_done_;
                return run(thread, Task::Plain);
            }
            if (thread.looked == worker_count_) thread.at = At::FoundNothing;
            return;
        }
        case At::FoundNothing: {
            thread.looked = 0;
            const auto ending = flaw_ == SleepFlaw::LookThenStop ? stopping_ : thread.ending;
            thread.at = ending != 0 ? At::Done : after(At::FoundNothing);
            return;
        }
        case At::WaitForOther: thread.at = At::LookAtStop; return;
        default: return step_to_sleep(thread);
    }
}

void SleepModel::run(Thread& thread, Task work) {
    thread.work = work;
    if (work == Task::Plain)
        thread.at = At::LookAtStop;
    else
        begin_to_put(thread);
}

// Commons::sleep_unless.
void SleepModel::step_to_sleep(Thread& thread) {
    // Who looks before it says so has nothing to take back.
    const At found = flaw_ == SleepFlaw::SaySoTooLate ? At::LookAtStop : At::Woken;
    switch (thread.at) {
        case At::SaySo:
            ++sleepers_;
            thread.at = after(At::SaySo);
            return;
        case At::ReadEpoch:
            thread.epoch = epoch_;
            thread.at = after(At::ReadEpoch);
            return;
        case At::LookAtCommons: thread.at = commons_count_ > 0 ? found : At::LookAtRings; return;
        case At::LookAtRings:
            if (threads_[thread.looked++].ring > 0)
                thread.at = found;
            else if (thread.looked == worker_count_)
                thread.at = At::LookAtStopAgain;
            return;
        case At::LookAtStopAgain:
            thread.at = stopping_ != 0 ? found : after(At::LookAtStopAgain);
            return;
        case At::Wait: thread.at = epoch_ == thread.epoch ? At::Asleep : At::Woken; return;
        default:  // Woken.
            --sleepers_;
            thread.at = At::LookAtStop;
            return;
    }
}

SleepModel::At SleepModel::after(At at) const {
    const bool look_first = flaw_ == SleepFlaw::SaySoTooLate;
    const bool epoch_last = flaw_ == SleepFlaw::EpochTooLate;
    switch (at) {
        case At::FoundNothing: return look_first ? At::LookAtCommons : At::SaySo;
        case At::SaySo: return epoch_last ? At::LookAtCommons : At::ReadEpoch;
        case At::ReadEpoch:
            if (flaw_ == SleepFlaw::NoLastLook) return At::LookAtStopAgain;
            return look_first || epoch_last ? At::Wait : At::LookAtCommons;
        default: return look_first ? At::SaySo : epoch_last ? At::ReadEpoch : At::Wait;
    }
}

// ── What must hold ───────────────────────────────────────────────────────────

int SleepModel::asleep() const {
    return static_cast<int>(std::count_if(threads_.begin(), threads_.end(), [](const Thread& each) {
        return each.at == At::Asleep;
    }));
}

bool SleepModel::submitters_done() const {
    return std::all_of(threads_.begin(), threads_.end(), [](const Thread& each) {
        return each.role != Role::Submitter || each.at == At::Done;
    });
}

const char* SleepModel::wrong_at_end() const {
    if (commons_count_ > 0) return "work from outside waits and every worker sleeps";
    for (const Thread& thread : threads_)
        if (thread.ring > 0) return "a cell waits in a ring and every worker sleeps";
    for (const Thread& thread : threads_)
        if (stopping_ != 0 && thread.role == Role::Worker && thread.at != At::Done)
            return "a worker sleeps though the pool ends";
    return nullptr;
}

}  // namespace callboard::tests
