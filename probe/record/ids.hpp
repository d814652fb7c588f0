#pragma once

#include <cstdint>

namespace callboard::probe {

// Who an actor is inside one program: the slot of its cell and the slot's
// generation. A slot is used again after its actor is gone, a generation never,
// so an old id can not name a new actor. Live generations are odd; 0 is nobody.
enum class ActorId : std::uint64_t {};

constexpr ActorId make_actor_id(std::uint32_t slot, std::uint32_t generation) {
    return ActorId{std::uint64_t{generation} << 32 | slot};
}
constexpr std::uint32_t slot_of(ActorId id) { return static_cast<std::uint32_t>(id); }
constexpr std::uint32_t generation_of(ActorId id) {
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(id) >> 32);
}

// A text that was given a number; see Names. 0 is the empty text.
enum class NameId : std::uint32_t {};

}  // namespace callboard::probe
