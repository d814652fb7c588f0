#pragma once

#include <atomic>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "probe/record/ids.hpp"
#include "tests/runtime/proof/soak_books.hpp"

namespace callboard::tests {

// What one actor of a soak has been through, across its restarts: it outlives the
// actor's objects and checks that the moments of life come in the order of the rules.
// Touched in the actor's own turns only, and plain, so that a second thread there is a
// data race, too.
class Life {
public:
    Life(Books& books, std::uint32_t number, std::uint64_t seed)
        : books_(books), number_(number), random(seed) {}
    ~Life() { expect({Moment::Before, Moment::Gone}, "ended while the actor still lived"); }
    Life(const Life&) = delete;

    std::uint32_t number() const { return number_; }
    Books& books() const { return books_; }

    // ── Moments ──
    void constructed() {
        expect({Moment::Before, Moment::Between}, "was constructed a second time");
        ++books_.objects;
        moment_ = Moment::Constructed;
    }
    void started() {
        expect({Moment::Constructed}, "started without a new object");
        moment_ = Moment::Alive;
    }
    void failed(bool may_go_on) { moment_ = may_go_on ? Moment::MayGoOn : Moment::Failed; }
    void handles() {
        expect({Moment::Alive, Moment::MayGoOn}, "handled a message out of its time");
        moment_ = Moment::Alive;
    }
    void restarting() {
        expect({Moment::Alive, Moment::MayGoOn, Moment::Failed}, "restarted out of its time");
        ++books_.restarts;
        moment_ = Moment::Restarting;
    }
    void stopping() {
        expect({Moment::Alive, Moment::MayGoOn, Moment::Failed}, "was stopping out of its time");
        moment_ = Moment::Stopping;
    }
    void stopped() {
        expect({Moment::Stopping, Moment::Restarting}, "stopped out of its time");
        if (!children.empty()) blame("stopped before its children");
        moment_ = Moment::Stopped;
    }
    void destroyed() {
        expect({Moment::Restarting, Moment::Stopped}, "was destroyed out of its time");
        if (!children.empty()) blame("was destroyed before its children had stopped");
        --books_.objects;
        moment_ = moment_ == Moment::Stopped ? Moment::Gone : Moment::Between;
    }

    // ── Order and watches ──
    void arrived(std::uint32_t sender, std::uint32_t number) {
        auto& last = last_from_[sender];
        if (number <= last) blame("was sent one message after another and saw them turned round");
        last = number;
    }
    std::uint32_t next_to(probe::ActorId receiver) { return ++sent_to_[receiver]; }
    void heard_of_end(probe::ActorId who) {
        ++books_.ends_heard;
        // Being a parent and watching are told together.
        if (children.erase(who) + watched.erase(who) == 0)
            blame("was told of an end twice, or without having asked");
    }

    // Marks a turn: nobody else may be in one meanwhile.
    class Turn {
    public:
        explicit Turn(Life& life) : life_(life) {
            if (life_.inside_.exchange(true)) life_.blame("ran on two threads at once");
        }
        ~Turn() { life_.inside_ = false; }
        Turn(const Turn&) = delete;

    private:
        Life& life_;
    };

private:
    enum class Moment : std::uint8_t {
        Before,
        Constructed,
        Alive,
        MayGoOn,  // It failed, and may be resumed.
        Failed,
        Restarting,
        Between,  // Two objects.
        Stopping,
        Stopped,
        Gone,
    };

    void expect(std::initializer_list<Moment> allowed, const char* otherwise) {
        for (const Moment each : allowed)
            if (moment_ == each) return;
        blame(otherwise);
    }
    void blame(const char* what) {
        books_.blame("actor " + std::to_string(number_) + " " + what + " (moment " +
                     std::to_string(static_cast<int>(moment_)) + ")");
    }

    Books& books_;
    std::uint32_t number_;
    Moment moment_ = Moment::Before;
    std::atomic<bool> inside_{false};
    std::map<std::uint32_t, std::uint32_t> last_from_;
    std::map<probe::ActorId, std::uint32_t> sent_to_;

public:
    std::minstd_rand random;
    std::set<probe::ActorId> children, watched;
};

}  // namespace callboard::tests
