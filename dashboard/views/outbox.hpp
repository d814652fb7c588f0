#pragma once

#include <string>
#include <variant>
#include <vector>

#include "probe/wire/command.hpp"

namespace callboard::dashboard {

// An order to the program, with the words that the command log shows for it.
struct OrderWish {
    probe::Command command = {};
    std::string verb = {};
    std::string target = {};
};
struct ConnectWish {
    std::string address = {};
};
struct OpenWish {
    std::string path = {};
};
struct DemoWish {};   // The recording that comes with us.
struct LeaveWish {};  // Back to the start screen.

using Wish = std::variant<OrderWish, ConnectWish, OpenWish, DemoWish, LeaveWish>;

// What views want done. They only append; the app does it once a refresh.
using Outbox = std::vector<Wish>;

}  // namespace callboard::dashboard
