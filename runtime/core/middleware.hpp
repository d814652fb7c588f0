#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/core/headers.hpp"
#include "runtime/core/kind.hpp"
#include "runtime/core/parcel.hpp"
#include "runtime/core/sent.hpp"

namespace callboard::runtime {

class Cell;
class Context;
class Worker;

// A message on its way, as middleware sees it. Lives as long as the call it is handed to.
class Passing {
public:
    const std::string& type() const { return *message_type(envelope_.type).name; }
    // Null: it is no M, or it is not here any more: `next` or `take` had it.
    template <class M>
    const M* as() const {
        return envelope_.type == type_index<M>() ? &envelope_.message<M>() : nullptr;
    }
    std::string json() const;  // Empty: it has no `serialize`.
    bool asks() const { return envelope_.asked(); }
    std::string_view header(std::string_view name) const;  // Empty: there is none.
    void set_header(std::string name, std::string value);

    // Takes the message along, to go on later by Parcel::deliver; `next` does nothing after
    // it. Throws when it can not be moved.
    Parcel take();
    // Another one like it, which nobody asks by. The first is for an M; the second for what
    // has a `serialize`, else there is none.
    template <class M>
    Parcel copy() const {
        return parcel(make_envelope(M(*as<M>())));
    }
    std::optional<Parcel> copy() const;

protected:
    Passing(Envelope& envelope, probe::ActorId target, std::uint8_t flags_of_parcels)
        : envelope_(envelope), target_(target), parcel_flags_(flags_of_parcels) {}

    Envelope& envelope_;

private:
    Parcel parcel(Envelope* made) const;

    const probe::ActorId target_;
    const std::uint8_t parcel_flags_;
};

// A message that an actor is about to handle.
class Receiving : public Passing {
public:
    Receiving(Envelope& envelope, Context& its_context);
    // It is what `take` or `copy` made here before; all links see it again.
    bool came_back() const { return (envelope_.flags & Envelope::CameBack) != 0; }
    Context& context;
};

// A message that an actor is about to send to `to`.
class Sending : public Passing {
public:
    Sending(Envelope& envelope, probe::ActorId target) : Passing(envelope, target, 0), to(target) {}
    const probe::ActorId to;
};

struct SpawnCall;  // In props.hpp.

// Code around what an actor does. It calls `next` once, or not at all: then the message
// goes no further and becomes a dead letter. What it throws is a failure of the actor.
using ReceiveMiddleware = std::function<void(Receiving&, const std::function<void()>& next)>;
using SendMiddleware = std::function<Sent(Sending&, const std::function<Sent()>& next)>;
using SpawnMiddleware =
    std::function<probe::ActorId(SpawnCall&, const std::function<probe::ActorId()>& next)>;

// What stands between a mailbox and the handlers of an actor that has middleware: it takes
// the place of the handlers, so that an actor without has nothing to look at. Owner only.
class ReceiveChain {
public:
    ReceiveChain(std::vector<ReceiveMiddleware> links, std::size_t handler_count);

    // Whom the innermost link calls.
    void lead_to(void* receiver, const Handler* handlers) {
        receiver_ = receiver;
        handlers_ = handlers;
    }
    const Handler* table() const { return table_.data(); }

private:
    static void dispatch(void* chain, Envelope& envelope, Context& context);
    void pass(std::size_t link, Receiving& receiving, Envelope& envelope);

    std::vector<ReceiveMiddleware> links_;
    std::vector<Handler> table_;
    void* receiver_ = nullptr;
    const Handler* handlers_ = nullptr;
};

// What every message that is sent in the present turn gets on its way.
struct Outfit {
    SharedHeaders headers = nullptr;
    const std::vector<SendMiddleware>* links = nullptr;
};

// While it lives, what the present turn sends carries these headers; null: what it did.
class WithHeaders {
public:
    explicit WithHeaders(SharedHeaders headers);
    ~WithHeaders();
    WithHeaders(const WithHeaders&) = delete;
    WithHeaders& operator=(const WithHeaders&) = delete;

private:
    Worker& worker_;
    const Outfit* usual_;
    Outfit outfit_;
};

namespace detail {
Sent deliver_dressed(const Outfit& outfit, probe::ActorId to, Envelope* envelope);
}

}  // namespace callboard::runtime
