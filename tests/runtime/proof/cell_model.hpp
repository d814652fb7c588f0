#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>

namespace callboard::tests {

// One thing left out or done wrongly on purpose: the explorer must find it.
enum class Flaw : std::uint8_t {
    None,
    NoLookAfterParking,    // The owner does not look for signals once it has parked.
    ParkBlindly,           // Sets the idle bit without comparing.
    PushInTwoSteps,        // Reads `newest`, then writes it.
    WakeAlways,            // Every push takes itself for the one that woke.
    ClaimBlindly,          // Reads the idle bit, then writes without comparing.
    GiveEarly,             // Gives an envelope back when it was handled.
    PutBackBlindly,        // Writes `newest` without comparing.
    PutBackBehind,         // Pushes what was stashed like any letter.
    StashAndHandle,        // Handles a letter that it stashes.
    NoGenerationCheck,     // Handles whatever lies in the mailbox.
    GiveUpWithoutLooking,  // A spawn that came to nothing leaves what arrived meanwhile.
};

enum class Kind : std::uint8_t { Plain, Open, Fail };
enum class Signal : std::uint8_t { Nudge, Resume, Stop };

// A cell with its mailbox and its control lane, and the threads around it, in the
// very steps of mailbox.hpp, control_lane.hpp and cell.cpp: each step is one access
// to memory that several threads use. A worker's budget is one message, so that every
// letter may be handled by another worker.
class CellModel {
public:
    explicit CellModel(Flaw flaw = Flaw::None);
    // Up to seven threads in all; a sender sends to the actor of that generation.
    CellModel& sender(std::initializer_list<Kind> letters, int generation = 1);
    CellModel& signaller(Signal signal);
    CellModel& workers(int count);
    CellModel& spawner(bool fails);  // Uses the cell again once its actor is gone.
    CellModel& closed_at_first();    // The actor stashes until it is opened.

    static constexpr int moves = 7;  // One for each thread.
    bool can(int thread) const;
    void go(int thread);
    const char* wrong() const;
    const char* wrong_at_end() const;

private:
    static constexpr std::uint8_t nobody = 0xff;
    static constexpr std::uint8_t idle_bit = 1;
    static constexpr std::size_t nodes_max =
        13;  // The mailbox's first, and two for each letter: for its way and for the stash.
    static constexpr std::size_t letters_max = 4;

    enum class Role : std::uint8_t { None, Sender, Signaller, Worker, Spawner };
    enum class Phase : std::uint8_t { Running, Suspended, Vacant };
    enum class At : std::uint8_t {
        Rest,              // Nothing to do, or not yet.
        Exchange,          // Sender
        WriteNewest,       // (flawed)
        Link,              //
        LoadLane,          // Signaller
        CasLane,           //
        ClaimLoad,         // Whoever claims
        ClaimCas,          //
        Schedule,          // Whoever became the owner
        Look,              // Worker
        TakeSignals,       //
        LetGo,             //
        Take,              //
        PutBackLoad,       //
        PutBackCas,        //
        PutBackFirst,      //
        PutBackSpin,       //
        PutBackLinkLast,   //
        Park,              // Whoever parks
        LookAfterParking,  //
        Begin,             // Spawner
        Done,
    };
    enum class Blame : std::uint8_t { Nothing, TwoOwners, Disorder, Twice, Stranger, GivenBack };
    struct Thread {
        Role role = Role::None;
        At at = At::Rest;
        std::uint8_t seen = 0;        // What it read last.
        std::uint8_t first_node = 0;  // Of a sender's letters.
        std::uint8_t sent = 0;
        std::uint8_t letters = 0;
        std::uint8_t generation = 1;
        Signal signal{};
        std::array<Kind, letters_max> kinds{};
        std::uint8_t fails = 0;  // A spawner whose actor comes to nothing,
        std::uint8_t begun = 0;  // and which has found that out.
        std::uint8_t left = 0;   // A bit for each letter that was handled or buried.
    };
    struct Node {
        std::uint8_t next = nobody;
        std::uint8_t given_back = 0;
        std::uint8_t sender = nobody;
        std::uint8_t number = 0;
        std::uint8_t generation = 0;
    };

    void step_sender(Thread& thread);
    void step_signaller(Thread& thread);
    void step_worker(Thread& thread);
    void step_spawner(Thread& thread);
    void step_claim(Thread& thread, At won, At lost);
    void step_put_back(Thread& thread);
    void step_park(Thread& thread, At parked, At kept);

    Thread& add(Role role);
    void next_letter(Thread& thread);
    void take(Thread& thread);
    At handle(std::uint8_t node);
    void leave(Thread& sender, std::uint8_t number);
    void obey(const Thread& signaller);
    void become_owner();
    void blame(Blame blame);

    static std::uint8_t address(std::uint8_t node) { return static_cast<std::uint8_t>(node << 1); }
    static std::uint8_t node_at(std::uint8_t address) { return address >> 1; }
    bool held() const { return phase_ == Phase::Suspended; }

    Flaw flaw_;
    Phase phase_ = Phase::Running;
    std::uint8_t generation_ = 1;
    std::uint8_t newest_ = idle_bit;  // Node 0, parked.
    std::uint8_t taken_ = 0;
    std::uint8_t lane_ = 0;       // A bit for each signaller whose signal hangs in it.
    std::uint8_t scheduled_ = 0;  // How often the scheduler holds the cell.
    std::uint8_t owners_ = 0;     // How many believe that they own it.
    std::uint8_t released_ = 0;   // The parent has let go of the cell.
    std::uint8_t closed_ = 0;
    std::uint8_t kept_count_ = 0;
    std::array<std::uint8_t, letters_max> kept_{};
    std::uint8_t node_count_ = 1;
    Blame blame_{};
    std::array<Node, nodes_max> nodes_{};
    std::array<Thread, moves> threads_{};
};

}  // namespace callboard::tests
