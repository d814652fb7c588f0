#pragma once

#include <cstdint>
#include <vector>

#include "runtime/core/ref.hpp"

namespace callboard::runtime {

// Who gets a message that is sent to a router.
enum class Routing : std::uint8_t {
    RoundRobin,
    Random,
    Broadcast,       // All of them, a copy each. Of answers the first counts.
    ConsistentHash,  // By the message's `routing_key()`, a text or a number.
};

// What a router understands beside the messages of its routees.
struct AddRoutee {
    Ref<> routee;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("routee", routee));
    }
};
struct RemoveRoutee {  // One that a pool made is stopped when it has handled its mail.
    Ref<> routee;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("routee", routee));
    }
};
struct ListRoutees {
    template <class Archive>
    void serialize(Archive&) {}
};
struct Routees {
    std::vector<Ref<>> routees;
    std::uint64_t routed = 0;  // Messages so far.
    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("routees", routees), cereal::make_nvp("routed", routed));
    }
};
// To every routee, whatever the routing.
template <class M>
struct ToAll {
    M message;
};

}  // namespace callboard::runtime
