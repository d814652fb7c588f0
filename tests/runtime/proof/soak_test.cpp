// A crowd of actors that do at random whatever actors can do, with everything counted.
// CALLBOARD_SOAK_SECONDS says how long; a few seconds otherwise.

#include <doctest/doctest.h>

#include <cstdlib>
#include <thread>

#include "tests/runtime/cast.hpp"
#include "tests/runtime/proof/sizes.hpp"
#include "tests/runtime/proof/soak_actor.hpp"
#include "tests/support/eventually.hpp"

using namespace callboard;
using namespace callboard::tests;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

std::chrono::duration<double> soak_time(std::chrono::duration<double> otherwise) {
    const char* seconds = std::getenv("CALLBOARD_SOAK_SECONDS");
    return seconds == nullptr ? otherwise : std::chrono::duration<double>(std::atof(seconds));
}

// One thread outside that keeps the crowd busy.
class Driver {
public:
    Driver(System& system, std::shared_ptr<Crowd> crowd, std::uint64_t seed)
        : system_(system), crowd_(std::move(crowd)), life_(crowd_->new_life(seed)) {}

    void disturb() {
        const auto actor = crowd_->anyone(dice());
        if (!actor || dice() % 20 == 0) return spawn();
        switch (dice() % 16) {
            case 0: return ask(*actor);
            case 1:
                if (dice() % 3 == 0) system_.stop(*actor);
                return;
            default: return Restless::write(*crowd_, *life_, *actor, 6);
        }
    }
    // Every answer is there, as a value or as a typed error, and each is there once.
    void check_answers() {
        for (auto& answer : answers_) {
            REQUIRE(answer.ready());
            try {
                const int value = answer.get();
                CHECK(value > 0);
            } catch (const AskFailed&) {
                // A typed error is an answer, too.
            }
        }
    }
    bool all_answered() const {
        return std::all_of(answers_.begin(), answers_.end(),
                           [](const auto& answer) { return answer.ready(); });
    }
    std::uint64_t dice() { return life_->random(); }

private:
    void spawn() {
        if (!crowd_->has_room()) return;
        try {
            const auto life = crowd_->new_life(dice());
            crowd_->join(
                dice() % 2 == 0
                    ? system_.spawn<Restless>(unnamed, crowd_, life)
                    : system_.spawn<Restless>("root-" + std::to_string(dice() % 50), crowd_, life));
        } catch (const NameTaken&) {
            // As it should be, now and then.
        }
    }
    void ask(Ref<Restless> actor) {
        answers_.push_back(system_.ask(actor, Question{Ticket(crowd_->books, Entry::Message),
                                                       life_->number(), life_->next_to(actor.id)}));
    }

    System& system_;
    std::shared_ptr<Crowd> crowd_;
    std::shared_ptr<Life> life_;
    std::vector<Future<int>> answers_;
};

void check_books(const Books& books) {
    for (const auto& what : books.blamed()) FAIL_CHECK(what);
    for (const Entry entry : {Entry::Message, Entry::Timer, Entry::Answer})
        CHECK(books.used(entry) + books.lost(entry) == books.issued(entry));
    CHECK(books.objects == 0);
}

// What was lost is a dead letter, once. A timer that is dropped is none, unless its
// message was on its way already; so the exact count is made without timers.
void check_dead_letters(const Crowd& crowd, std::uint64_t dead) {
    const auto lost = crowd.books.lost(Entry::Message) + crowd.books.lost(Entry::Answer);
    CHECK(dead >= lost);
    CHECK(dead <= lost + crowd.books.lost(Entry::Timer));
}

struct Totals {
    std::uint64_t used = 0, lost = 0, lives = 0, restarts = 0, ends_heard = 0;
    void add(const Crowd& crowd) {
        const Books& books = crowd.books;
        lives += crowd.lives();
        restarts += books.restarts;
        ends_heard += books.ends_heard;
        for (const Entry entry : {Entry::Message, Entry::Timer, Entry::Answer}) {
            used += books.used(entry);
            lost += books.lost(entry);
        }
    }
    void tell() const {
        MESSAGE(lives << " actors, " << restarts << " restarts, " << ends_heard << " ends told, "
                      << used << " messages, timers and answers handled, " << lost << " lost");
        for (const auto count : {used, lost, restarts, ends_heard}) CHECK(count > 1000);
    }
};

// How many letters the probe would say that an actor still has.
std::uint32_t depth(const System& system, Ref<Restless> actor) {
    probe::ActorSample sample;
    return runtime::cells::find(actor.id)->sample(system, sample) ? sample.mailbox : 0;
}

// Opens every stash and gives up every answer that is owed.
void close(Crowd& crowd) {
    crowd.books.closing = true;
    for (const auto& actor : crowd.everyone())
        if (actor.alive()) actor.send(Unstash{Ticket(crowd.books, Entry::Message)});
}

void soak_stepped(std::uint64_t seed, Totals& totals) {
    auto crowd =
        std::make_shared<Crowd>(Crowd::Limits{.objects_max = 200, .timers = seed % 2 == 1});
    {
        SteppedSystem stepped(seed);
        const auto dead_before = stepped.system.dead_letters();
        Driver driver(stepped.system, crowd, seed + 1);
        for (int round = 0; round < sized(5000, 2000); ++round) {
            driver.disturb();
            for (auto steps = driver.dice() % 6; steps > 0; --steps) stepped.steps.step();
            if (round % 50 == 0) stepped.system.timers().advance(3ms);
        }
        close(*crowd);
        stepped.system.timers().advance(1s);
        stepped.run();
        driver.check_answers();
        CHECK(crowd->books.balanced(Entry::Message));
        CHECK(crowd->books.balanced(Entry::Answer));
        check_dead_letters(*crowd, stepped.system.dead_letters() - dead_before);
        for (const auto& actor : crowd->everyone()) {
            if (!actor.alive()) continue;
            auto unresolved = stepped.system.ask(actor, Unresolved{});
            stepped.run();
            CHECK(unresolved.get() == 0);
            CHECK(depth(stepped.system, actor) == 0);
        }
    }
    check_books(crowd->books);
    totals.add(*crowd);
}

void check_ends_are_told(System& system, const Crowd& crowd) {
    for (const auto& actor : crowd.everyone())
        CHECK(eventually([&] {
            try {
                return !actor.alive() || system.ask(actor, Unresolved{}).get(20s) == 0;
            } catch (const AskFailed&) {
                return false;  // It stopped just now; so it is asked again.
            }
        }));
}

void soak_pool(std::uint32_t workers, std::chrono::duration<double> time, Totals& totals) {
    auto crowd = std::make_shared<Crowd>(
        Crowd::Limits{.objects_max = sized(400, 100), .timers = workers != 2});
    {
        System system{{.workers = workers}};
        const auto dead_before = system.dead_letters();
        Driver one(system, crowd, workers), two(system, crowd, workers + 100);
        const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(time);
        const auto drive = [&](Driver& driver) {
            // No further ahead than the actors can follow.
            while (Clock::now() < end)
                if (crowd->books.issued(Entry::Message) <
                    crowd->books.used(Entry::Message) + crowd->books.lost(Entry::Message) + 20'000)
                    driver.disturb();
                else
                    std::this_thread::yield();
        };
        std::thread second([&] { drive(two); });
        drive(one);
        second.join();
        close(*crowd);
        CHECK(eventually([&] {
            return crowd->books.balanced(Entry::Message) && crowd->books.balanced(Entry::Answer) &&
                   one.all_answered() && two.all_answered();
        }));
        check_dead_letters(*crowd, system.dead_letters() - dead_before);
        check_ends_are_told(system, *crowd);
        for (const auto& actor : crowd->everyone())
            CHECK(eventually([&] { return !actor.alive() || depth(system, actor) == 0; }, 2s));
        one.check_answers();
        two.check_answers();
    }
    check_books(crowd->books);
    totals.add(*crowd);
}

}  // namespace

TEST_CASE("whatever stepped actors do, no rule is broken under any seed") {
    Totals totals;
    const auto end = Clock::now() + soak_time(0s);
    std::uint64_t seed = 0;
    for (; seed < 200 || Clock::now() < end; ++seed) {
        CAPTURE(seed);
        soak_stepped(seed, totals);
    }
    MESSAGE(seed << " seeds");
    totals.tell();
}

TEST_CASE("whatever actors on a pool do, no rule is broken") {
    Totals totals;
    for (const std::uint32_t workers : {2u, 3u, 4u}) {
        CAPTURE(workers);
        soak_pool(workers, soak_time(6s) / 3, totals);
    }
    totals.tell();
}
