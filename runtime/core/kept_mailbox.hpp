#pragma once

#include <array>
#include <cstddef>

#include "runtime/core/door.hpp"
#include "runtime/core/mailbox_kind.hpp"

namespace callboard::runtime {

// A mailbox that somebody keeps: it has a bound, or levels, or somebody listens. Strict:
// while a higher level has mail, a lower one waits; first come, first served in each.
class KeptMailbox final : public Porter {
public:
    explicit KeptMailbox(MailboxKind kind);

    Sent admit(Entrance& entrance, Envelope* envelope) override;
    bool makes_wait() const override { return kind_.overflow == Overflow::Block && full(); }
    Envelope* take() override;
    bool has_mail() const override { return size_ > 0; }
    MailboxHooks* hooks() override { return kind_.hooks.get(); }

private:
    struct Level {
        Envelope* oldest = nullptr;
        Envelope* newest = nullptr;
    };

    bool full() const { return size_ >= kind_.capacity; }
    Level& level_of(const Envelope& envelope);
    void put(Level& level, Envelope* envelope);
    Envelope* take_from(Level& level);
    Envelope* take_least();

    MailboxKind kind_;
    std::array<Level, MailboxKind::levels_max> levels_{};
    std::size_t size_ = 0;
};

}  // namespace callboard::runtime
