#pragma once

#include <span>
#include <string>

#include "probe/record/names.hpp"
#include "runtime/core/actor.hpp"
#include "runtime/core/envelope.hpp"
#include "runtime/core/supervision.hpp"

namespace callboard::runtime {

// Texts of this process: kinds, names of actors.
probe::Names& names();

// Runs one message on an actor. It destroys the message, unless it throws.
using Handler = void (*)(void* actor, Envelope& envelope, Context& context);
using Hook = void (*)(void* actor, Context& context);  // Null: the actor does not care.

// What all actors of one class have in common. One for each class, for ever.
struct Kind {
    probe::NameId name{};
    std::span<const Handler> handlers = {};
    std::span<const TypeIndex> accepts = {};  // Handler i takes messages of type accepts[i].
    Hook started = nullptr;
    Hook restarting = nullptr;
    Hook stopping = nullptr;
    Hook stopped = nullptr;
    Hook receive_timeout = nullptr;
    bool reentrant = false;  // Handles other messages while a coroutine of it waits.
    void (*terminated)(void* actor, probe::ActorId who, Ending ending, Context& context) = nullptr;
    Supervision (*supervision)(const void* actor) = nullptr;  // Null: the default.
    std::string (*state_json)(const void* actor) = nullptr;   // Null: it has no `serialize`.

    // handler_unknown when actors of this kind do not accept it.
    std::uint8_t handler_of(TypeIndex type) const {
        for (std::size_t i = 0; i < accepts.size(); ++i)
            if (accepts[i] == type) return static_cast<std::uint8_t>(i);
        return Envelope::handler_unknown;
    }
};

template <class A>
const Kind& kind_of();  // In kind_of.hpp.

}  // namespace callboard::runtime
