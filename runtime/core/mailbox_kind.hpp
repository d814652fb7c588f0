#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace callboard::runtime {

// What a bounded mailbox does with one message too many.
enum class Overflow : std::uint8_t {
    Block,       // A sender that is no worker waits for room; a worker is refused as by Reject.
    Reject,      // The sender gets Sent::Full.
    DropOldest,  // What has waited longest makes room, of the lowest level that waits.
    DropNewest,  // The message itself is dropped; the sender gets Sent::Dropped.
};

// Who wants to hear what happens at a mailbox. `posted` is called by senders, any thread,
// and should be quick: other senders wait meanwhile. The others: the actor's turn.
class MailboxHooks {
public:
    virtual ~MailboxHooks() = default;
    virtual void started() {}
    virtual void posted(const std::string& /*message_type*/) {}
    virtual void received(const std::string& /*message_type*/) {}  // After it was handled.
    virtual void emptied() {}
};

// How an actor's mail waits. The default is unbounded and first come, first served, and
// costs least; the others pay a lock for each message.
struct MailboxKind {
    static constexpr std::size_t unbounded = SIZE_MAX;
    static constexpr std::uint8_t levels_max = 32;

    std::size_t capacity = unbounded;
    Overflow overflow = Overflow::Reject;
    std::uint8_t levels = 1;  // More: a message's `static constexpr int priority` counts,
                              // 0 is the lowest and the default is the middle.
    std::shared_ptr<MailboxHooks> hooks = nullptr;

    bool plain() const { return capacity == unbounded && levels == 1 && hooks == nullptr; }
};

}  // namespace callboard::runtime
