#pragma once

#include <utility>

#include "runtime/core/envelope.hpp"
#include "runtime/core/sent.hpp"

namespace callboard::runtime {

// A message outside of any mailbox, with its sender, its question and its headers: what
// middleware took out or copied. One that is let go without `deliver` is a dead letter.
// Any thread, one at a time.
class Parcel {
public:
    Parcel(Envelope* envelope, probe::ActorId to) : envelope_(envelope), to_(to) {}
    Parcel(Parcel&& other) noexcept
        : envelope_(std::exchange(other.envelope_, nullptr)), to_(other.to_) {}
    Parcel& operator=(Parcel&&) = delete;
    ~Parcel();

    probe::ActorId to() const { return to_; }
    // To the end of its actor's mailbox; past the sender's middleware.
    Sent deliver() &&;

private:
    Envelope* envelope_;
    const probe::ActorId to_;
};

}  // namespace callboard::runtime
