#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "probe/wire/command.hpp"
#include "probe/wire/frame.hpp"

namespace callboard::probe {

// ── The program's side ───────────────────────────────────────────────────────

// What the collector reads at a tick; the runtime implements it.
class ActorSource {
public:
    virtual ~ActorSource() = default;
    virtual SystemSample sample_system() = 0;
    // Calls nothing, waits for nobody: copies every live actor into `out`, by slot.
    virtual void sample_actors(ActorColumns& out) = 0;
};

// Where a command ends; the runtime implements it. `answer` may be called later
// and from any thread, once.
class CommandPort {
public:
    using Answer = std::function<void(Reply)>;
    virtual ~CommandPort() = default;
    virtual void obey(const Command& command, Answer answer) = 0;
};

// ── The viewer's side ────────────────────────────────────────────────────────

enum class LinkState : std::uint8_t {
    Connecting,  // Not reached yet, or lost and trying again.
    Live,
    Refused,    // It answered, and said no: see `sentence`.
    Recording,  // Frames come from a file.
};

struct LinkStatus {
    LinkState state = LinkState::Connecting;
    std::string address = {};
    std::string node = {};      // The program's name, once known.
    std::string sentence = {};  // What is wrong and what to do, or empty.
    std::uint64_t session = 0;
    std::int64_t pid = 0;
};

struct Answered {
    std::uint64_t order = 0;  // What `order` returned.
    Reply reply = {};
};

// What a dashboard holds of one program: a socket, a recording, or a test's
// vector. One thread calls it; it never blocks.
class Link {
public:
    virtual ~Link() = default;
    virtual LinkStatus status() = 0;
    virtual std::optional<Frame> next_frame() = 0;  // Nothing when none is there yet.
    virtual std::uint64_t order(Command command) = 0;
    virtual std::optional<Answered> next_answer() = 0;
};

}  // namespace callboard::probe
