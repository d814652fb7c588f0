#pragma once

#include <callboard/callboard.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "tests/runtime/proof/soak_life.hpp"

namespace callboard::tests {

class Restless;

// Who takes part in a soak: the books and the addresses of the last actors that were
// made, dead ones among them. Any thread.
class Crowd {
public:
    struct Limits {
        std::int64_t objects_max = 300;
        bool timers = true;
    };
    explicit Crowd(Limits limits) : limits_(limits) {}

    std::shared_ptr<Life> new_life(std::uint64_t seed);
    void join(Ref<Restless> actor);
    std::optional<Ref<Restless>> anyone(std::uint64_t random) const;
    std::vector<Ref<Restless>> everyone() const;
    bool has_room() const { return books.objects < limits_.objects_max; }
    bool timers() const { return limits_.timers; }
    std::uint32_t lives() const { return lives_; }

    Books books;

private:
    const Limits limits_;
    std::atomic<std::uint32_t> lives_{0};
    mutable std::mutex mutex_;
    std::vector<Ref<Restless>> actors_;
};

// ── Messages ─────────────────────────────────────────────────────────────────

struct Letter {
    Ticket ticket;
    std::uint32_t sender = 0;  // The number of a life; 0: from outside.
    std::uint32_t number = 0;  // Rises with every letter and question of this pair.
    std::uint32_t hops = 0;    // Letters that may follow from this one, one after the other.
};
struct Question {
    Ticket ticket;
    std::uint32_t sender = 0;
    std::uint32_t number = 0;
};
struct Tick {
    Ticket ticket;
};
struct Unstash {
    Ticket ticket;
};
struct Unresolved {};  // How many ends it should have been told of.

// Does at random whatever an actor can do, as its life's dice say, and has all of it
// checked by that life.
class Restless : public Actor {
public:
    using Accepts = Messages<Letter, Question, Tick, Unstash, Unresolved>;

    Restless(std::shared_ptr<Crowd> crowd, std::shared_ptr<Life> life);
    ~Restless();
    Restless(const Restless&) = delete;
    Supervision supervision() const;

    void on(const Started&, Context& context);
    void on(const Restarting&, Context& context);
    void on(const Stopping&, Context& context);
    void on(const Stopped&, Context& context);
    void on(const Terminated& end, Context& context);

    void on(Letter&& letter, Context& context);
    Deferred<int> on(Question&& question, Context& context);
    void on(Tick&& tick, Context& context);
    void on(Unstash&& unstash, Context& context);
    std::size_t on(const Unresolved&, Context& context);

    // Also for who sends from outside, with a life of its own.
    static void write(Crowd& crowd, Life& from, Ref<Restless> to, std::uint32_t hops);

private:
    std::uint64_t dice() { return life_->random(); }
    void act(Context& context, std::uint32_t hops);
    void meet_others(Context& context, std::uint32_t hops);
    void spawn(Context& context);
    void ask(Context& context, Ref<Restless> other);
    void use_timers(Context& context);
    void behave_otherwise(Context& context);
    void fail();

    std::shared_ptr<Crowd> crowd_;
    std::shared_ptr<Life> life_;
    bool stashing_ = false;
    std::vector<Deferred<int>> owed_;
    std::vector<TimerId> timers_;
};

}  // namespace callboard::tests
