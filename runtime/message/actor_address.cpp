#include "runtime/message/actor_address.hpp"

#include <charconv>

namespace callboard::runtime {

std::string to_text(const ActorAddress& address) {
    return std::to_string(probe::slot_of(address.id)) + ":" +
           std::to_string(probe::generation_of(address.id));
}

std::optional<ActorAddress> actor_address_from(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto number = [](std::string_view digits) -> std::optional<std::uint32_t> {
        std::uint32_t value = 0;
        const auto end = digits.data() + digits.size();
        const auto [at, error] = std::from_chars(digits.data(), end, value);
        if (error != std::errc{} || at != end) return std::nullopt;
        return value;
    };
    const auto slot = number(text.substr(0, colon));
    const auto generation = number(text.substr(colon + 1));
    if (!slot || !generation) return std::nullopt;
    return ActorAddress{probe::make_actor_id(*slot, *generation)};
}

}  // namespace callboard::runtime
