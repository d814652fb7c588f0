#pragma once

#include <cstdint>
#include <vector>

#include "runtime/core/mailbox.hpp"

namespace callboard::runtime {

// Messages that an actor keeps for later, oldest first. Owner only.
class Stash {
public:
    Stash() = default;
    ~Stash() { bury_all({}); }
    Stash(const Stash&) = delete;
    Stash& operator=(const Stash&) = delete;

    // Takes the message out of the envelope at hand, and the question with it. Throws
    // when a message of this type can not be moved.
    void keep(Envelope& current);
    // In front of all that waits; returns how many.
    std::uint32_t put_back(MailboxOwner& mailbox, MailboxSenders& senders);
    void bury_all(probe::ActorId owner);

private:
    std::vector<Envelope*> kept_;
};

}  // namespace callboard::runtime
