#pragma once

#include "dashboard/model/world.hpp"
#include "dashboard/views/facts.hpp"
#include "probe/wire/ports.hpp"

namespace callboard::dashboard {

// Asks the chosen actor again and again to tell of itself: some five times a
// second, never while an answer is still awaited, so that an actor which does
// not read its mail is not buried in questions.
class InspectorWatch {
public:
    static constexpr double pause_s = 0.2;

    // Turns to the chosen actor and keeps its name, for when it is gone.
    void look_at(const World& world, probe::ActorId actor);
    void follow(probe::Link& link, const World& world, bool can_answer, double now_s);
    bool take(const probe::Answered& answered, double now_s);  // False: not an answer to us.
    void forget() { *this = InspectorWatch(); }

    const Inspection& inspection() const { return inspection_; }

private:
    Inspection inspection_ = {};
    std::uint64_t order_ = 0;
    bool under_way_ = false;
    double asked_s_ = -1e9;
};

}  // namespace callboard::dashboard
