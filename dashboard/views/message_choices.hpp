#pragma once

#include <optional>

#include "dashboard/model/form.hpp"

namespace callboard::dashboard {

// A message in the making, for the chosen actor.
struct MessageChoices {
    std::optional<MessageForm> form = {};
    bool wants_focus = false;  // The first field takes the keyboard at the next refresh.
};

}  // namespace callboard::dashboard
