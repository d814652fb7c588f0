#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "probe/wire/frame.hpp"
#include "probe/wire/schema.hpp"
#include "probe/wire/state_graph.hpp"

namespace callboard::probe {

// Everything a person may ask of a running program, as a closed set.
struct StopActor {
    ActorId actor{};
};
struct RestartActor {
    ActorId actor{};
};
// Sends the message that `json` describes. The actor must accept `type`.
struct SendMessage {
    ActorId actor{};
    std::string type = {};
    std::string json = {};
};
// As SendMessage; the answer carries the reply.
struct AskActor {
    ActorId actor{};
    std::string type = {};
    std::string json = {};
};
// Looks inside one actor, between two of its messages.
struct InspectActor {
    ActorId actor{};
};

using Command = std::variant<StopActor, RestartActor, SendMessage, AskActor, InspectActor>;

// What InspectActor answers.
struct ActorDetails {
    ActorSample sample = {};
    std::string kind = {};
    std::string state_json = {};              // Empty: the actor has no `serialize`.
    std::string behaviour = {};               // The one in force; empty: its own handlers.
    std::vector<MessageSchema> accepts = {};  // What it takes now.
    std::uint32_t children = 0;
    std::string last_failure = {};          // Text of the last exception, empty if there was none.
    std::string last_failure_message = {};  // Type of the message it failed on.
    StateGraph machine = {};                // Empty: it runs no state machine.
};

enum class Outcome : std::uint8_t { Done, Refused, TimedOut };
inline constexpr std::uint8_t outcome_count = 3;

// What came of a command. `text` is one sentence for a person.
struct Reply {
    Outcome outcome = Outcome::Done;
    std::string text = {};
    std::string json = {};  // AskActor: the reply.
    std::uint64_t took_ns = 0;
    std::vector<ActorDetails> details = {};  // InspectActor: one.
};

}  // namespace callboard::probe
