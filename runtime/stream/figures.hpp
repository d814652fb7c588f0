#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "runtime/core/ref.hpp"

namespace callboard::runtime::stream {

// How a stream actor ended.
enum class Cause : std::uint8_t {
    NothingCanCome,     // Its sources had ended, nothing was pending, no client was left.
    Shutdown,           // It shut itself down, background tasks dropped,
    ShutdownAndFinish,  // or left to finish.
    Failed,             // It stopped after a failure that no restart followed.
    Stopped,            // By an order from outside, or with its parent.
};

constexpr std::string_view to_text(Cause cause) {
    constexpr std::string_view texts[] = {"nothing can come any more", "shut itself down",
                                          "shut itself down, background tasks went on", "failed",
                                          "was stopped"};
    return texts[static_cast<std::uint8_t>(cause)];
}

// One that reads an actor's outputs.
struct ReaderFigures {
    std::size_t capacity = 0;
    std::size_t waiting = 0;   // Outputs that it has not read yet: its lag.
    std::uint64_t missed = 0;  // Outputs that it will never read.
};

// One source that is attached to an actor.
struct SourceFigures {
    std::uint64_t items = 0;   // Became messages.
    std::uint64_t missed = 0;  // It was too slow for these.
};

// A stream actor as a probe would show it; valid when it was taken.
struct StageFigures {
    Ref<> actor = {};
    std::size_t clients = 0;        // Who can send to it,
    std::size_t open_sources = 0;   // what is attached to it,
    std::size_t pending_tasks = 0;  // and what will come back: each keeps it alive.
    std::size_t managed_tasks = 0;  // These do not.
    std::uint64_t failed_sources = 0;
    std::vector<SourceFigures> sources = {};
    std::vector<ReaderFigures> readers = {};
    std::optional<Cause> cause = {};  // None: it lives.
};

// Who holds a client of whom.
struct Edge {
    enum class Way : std::uint8_t { Sends, Reads, Both };

    Ref<> holder = {};
    Ref<> other = {};
    Way way = Way::Sends;

    bool operator==(const Edge& edge) const {
        return holder.id == edge.holder.id && other.id == edge.other.id && way == edge.way;
    }
};

// To an actor that reads another's outputs too slowly, in the place of those that were
// dropped: so many. One that does not accept it is not told; it is counted anyway.
struct Missed {
    std::uint64_t count = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("count", count));
    }
};

// To an actor whose source or task threw. One that does not accept it loses a source in
// silence, counted, and fails itself with a task, for whose result it would wait in vain.
struct StreamFailure {
    std::string text = {};
    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("text", text));
    }
};

}  // namespace callboard::runtime::stream
