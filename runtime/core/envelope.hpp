#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>
#include <type_traits>
#include <utility>

#include "probe/record/ids.hpp"
#include "runtime/core/pool.hpp"
#include "runtime/message/message_type.hpp"

namespace callboard::runtime {

struct ReplySlot;
struct Attached;

// A message on its way to one actor: 24 bytes of header, the message behind them
// in the same block. A message of up to 8 bytes makes an envelope of 32.
//
// Whoever holds the pointer owns it: first the sender, then the mailbox, then the
// worker that handles it.
struct Envelope {
    enum Flag : std::uint8_t {
        Asked = 1,     // `from.reply` is set: someone waits for an answer.
        Failed = 2,    // As a reply: the message is an AskError, not what was asked for.
        Detailed = 4,  // `from.attached` is set, and holds what `from` would have held.
        CameBack = 8,  // Its receiver's middleware had it out before: see Parcel.
    };
    static constexpr std::uint8_t handler_unknown = 0xff;
    static constexpr std::uint8_t continuation = 0xfe;  // An answer comes back to who asked.
    static constexpr std::uint8_t poison = 0xfd;        // Stop, in the order of the mail.
    static constexpr std::uint8_t first_special = poison;

    std::atomic<Envelope*> next{nullptr};
    union From {
        probe::ActorId actor;  // 0: not sent by an actor.
        ReplySlot* reply;
        Attached* attached;
    } from{};  // Read it by `origin`.
    std::uint32_t target_generation = 0;
    TypeIndex type = 0;
    std::uint8_t handler = handler_unknown;  // The message's place in what the target accepts.
    std::uint8_t flags = 0;                  // Flag, and the pool's class above.

    static constexpr int class_shift = 4;
    pool::Class pool_class() const { return static_cast<pool::Class>(flags >> class_shift); }
    bool asked() const { return (flags & Asked) != 0; }
    bool detailed() const { return (flags & Detailed) != 0; }
    From& origin();
    void clear(Flag flag) { flags &= static_cast<std::uint8_t>(~flag); }

    static constexpr std::size_t payload_offset(std::size_t align) {
        return (header_size + align - 1) / align * align;
    }
    void* payload(std::size_t align) {
        return reinterpret_cast<char*>(this) + payload_offset(align);
    }
    template <class M>
    M& message() {
        return *static_cast<M*>(payload(alignof(M)));
    }

    static constexpr std::size_t header_size = 24;
};
static_assert(sizeof(Envelope) == Envelope::header_size, "the header is what every message pays");

// Memory for a message of this type, header made, payload not yet.
inline Envelope* take_envelope(TypeIndex type, std::size_t size, std::size_t align) {
    const std::size_t total = Envelope::payload_offset(align) + size;
    const auto c = align > 32 ? pool::Class::Heap : pool::class_of(total);
    void* memory =
        c == pool::Class::Heap ? ::operator new (total, std::align_val_t{64}) : pool::take(c);
    auto* envelope = new (memory) Envelope;
    envelope->type = type;
    envelope->flags = static_cast<std::uint8_t>(static_cast<unsigned>(c) << Envelope::class_shift);
    return envelope;
}

namespace detail {
void detach(Envelope& envelope);  // What it carried beside the message.
}

// The payload is gone or was never made.
inline void give_envelope(Envelope* envelope) {
    if (envelope->detailed()) [[unlikely]]
        detail::detach(*envelope);
    const auto c = envelope->pool_class();
    if (c == pool::Class::Heap)
        ::operator delete (envelope, std::align_val_t{64});
    else
        pool::give(envelope, c);
}

template <class M>
Envelope* make_envelope(M&& message) {
    using Plain = std::remove_cvref_t<M>;
    Envelope* envelope = take_envelope(type_index<Plain>(), sizeof(Plain), alignof(Plain));
    if constexpr (std::is_nothrow_constructible_v<Plain, M&&>) {
        new (envelope->payload(alignof(Plain))) Plain(std::forward<M>(message));
    } else {
        try {
            new (envelope->payload(alignof(Plain))) Plain(std::forward<M>(message));
        } catch (...) {
            give_envelope(envelope);
            throw;
        }
    }
    return envelope;
}

// For an envelope whose message nobody will handle.
inline void destroy_payload(Envelope& envelope) {
    const MessageType& type = message_type(envelope.type);
    type.destroy(envelope.payload(type.align));
}

// Another envelope with the message, its sender, its question and its headers. The first
// one keeps a message that was moved from, and nobody asks by it any more. Throws when
// messages of this type can not be moved.
Envelope* move_out(Envelope& envelope);
// Who waits for the answer, taken over; null: nobody does.
ReplySlot* take_reply(Envelope& envelope);

}  // namespace callboard::runtime
