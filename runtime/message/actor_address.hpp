#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "probe/record/ids.hpp"

namespace callboard::runtime {

// An actor as a field of a message. In bytes it is its number; for people it is
// written "slot:generation".
struct ActorAddress {
    probe::ActorId id{};

    static bool fits(probe::ActorId) { return true; }
    friend bool operator==(ActorAddress, ActorAddress) = default;
};

std::string to_text(const ActorAddress& address);
std::optional<ActorAddress> actor_address_from(std::string_view text);

// Addresses come from outside too: each type of address says which it believes.
template <class T>
concept IsAddress = std::is_base_of_v<ActorAddress, T>;

// For archives that have no words of their own for addresses, as those for people have.
template <class Archive>
concept SpeaksAddresses = requires {
    Archive::speaks_addresses;
};

template <class Archive, IsAddress T>
requires(!SpeaksAddresses<Archive>) void serialize(Archive& archive, T& address) {
    archive(address.id);
    if constexpr (Archive::is_loading::value)
        if (!T::fits(address.id)) address.id = {};
}

}  // namespace callboard::runtime
