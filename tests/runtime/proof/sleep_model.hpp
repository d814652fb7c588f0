#pragma once

#include <array>
#include <cstdint>

namespace callboard::tests {

// One thing left out or done wrongly on purpose: the explorer must find it.
enum class SleepFlaw : std::uint8_t {
    None,
    NoLastLook,     // A worker sleeps without looking once more.
    SaySoTooLate,   // It looks first and then says that it sleeps.
    NoEpoch,        // A wake-up does not move the epoch.
    EpochTooLate,   // The epoch is read after the last look.
    WakeBeforePut,  // Sleepers are looked for before the work is there.
    LookThenStop,   // A worker looks for work, then whether the pool ends.
};

// What a cell does when it runs.
enum class Task : std::uint8_t {
    Plain,    // Ends.
    Exposes,  // Puts a plain cell into the ring of its worker, then ends.
    Blocks,   // Puts a plain cell there and stays until another worker has run that.
};

// The workers of a PoolScheduler with their rings, its commons, and threads outside
// that submit: the very steps of Commons::put, take, wake_one, sleep_unless and stop
// and of PoolWorker::find and expose. Each step is one access to memory that several
// threads use, or what a lock makes one.
class SleepModel {
public:
    explicit SleepModel(SleepFlaw flaw = SleepFlaw::None) : flaw_(flaw) {}
    SleepModel& workers(int count);
    SleepModel& submitter(Task work);
    SleepModel& stopper();  // Ends the pool whenever it likes.

    // Three moves for each thread: who wakes a sleeper may take any of three.
    static constexpr int threads_max = 5, choices = 3;
    static constexpr int moves = threads_max * choices;
    bool can(int move) const;
    void go(int move);
    const char* wrong() const { return nullptr; }
    const char* wrong_at_end() const;

private:
    enum class Role : std::uint8_t { None, Worker, Submitter, Stopper };
    enum class At : std::uint8_t {
        Begin,
        Put,  // Who has work for others.
        LookForSleepers,
        MoveEpoch,
        Wake,
        LookAtStop,  // A worker that looks for work.
        TakeOwn,
        TakeFromCommons,
        Steal,
        FoundNothing,
        WaitForOther,
        SaySo,  // A worker that found none.
        ReadEpoch,
        LookAtCommons,
        LookAtRings,
        LookAtStopAgain,
        Wait,
        Asleep,
        Woken,
        Done,
    };
    struct Thread {
        Role role = Role::None;
        At at = At::Begin;
        Task work{};              // What it submits, or runs.
        std::uint8_t put = 0;     // Its work is where others find it.
        std::uint8_t epoch = 0;   // As it read it.
        std::uint8_t ring = 0;    // Cells, all plain, in this worker's ring.
        std::uint8_t ending = 0;  // It saw the pool end before it looked for work.
        std::uint8_t looked = 0;  // Rings that it has looked at.
    };

    void step(Thread& thread, int choice);
    void step_worker(Thread& thread);
    void step_to_sleep(Thread& thread);
    void put(Thread& thread);
    void begin_to_put(Thread& thread);
    void has_put_and_woken(Thread& thread);
    void run(Thread& thread, Task work);
    At after(At at) const;  // The steps to sleep, in the order of the flaw.
    int asleep() const;
    void wake(int choice);
    bool submitters_done() const;
    Thread& add(Role role);

    SleepFlaw flaw_;
    std::uint8_t worker_count_ = 0;  // They are the first threads.
    std::uint8_t sleepers_ = 0;
    std::uint8_t epoch_ = 0;
    std::uint8_t stopping_ = 0;
    std::uint8_t commons_count_ = 0;
    std::uint8_t plain_done_ = 0;  // Plain cells from rings that were run.
    std::array<Task, threads_max> commons_{};
    std::array<Thread, threads_max> threads_{};
};

}  // namespace callboard::tests
