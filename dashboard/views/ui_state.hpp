#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dashboard/model/row_order.hpp"
#include "dashboard/views/message_choices.hpp"
#include "dashboard/views/theme.hpp"
#include "probe/record/ids.hpp"

namespace callboard::dashboard {

enum class Tab : std::uint8_t { Actors, Map };

// An act that waits for its confirmation.
enum class Act : std::uint8_t { Stop, Restart };
struct Confirmation {
    Act act = Act::Stop;
    probe::ActorId actor{};
};

struct StartChoices {
    std::string address = {};
    std::string file = {};
    std::string sentence = {};  // Why the last attempt came to nothing.
    static constexpr std::size_t recent_max = 6;
    std::vector<std::string> recent = {};  // Addresses and files, the last first.
};

struct TableChoices {
    std::string filter = {};
    ActorColumn sort = ActorColumn::Mailbox;
    bool descending = true;
};

struct TreeChoices {
    std::string find = {};
    probe::ActorId revealed{};  // The chosen actor whose place was already opened.
    probe::ActorId unfolded{};  // The root that was opened unasked, once.
};

// Where the person looks on the map. Zoom 1 shows all of it.
struct MapChoices {
    float zoom = 1;
    float x = 0, y = 0;  // How far the middle was moved, in design pixels.
};

// Where the splitters stand, in design pixels.
struct Splits {
    float left = 256;
    float right = 348;
    float bottom = 140;
};

// What the person chose. Facts are elsewhere: in the world and in what the
// program answered. Views change it; nothing else does but the app's own keys.
struct UiState {
    static constexpr float zoom_min = 0.6f, zoom_max = 3;

    ThemeName theme = ThemeName::Dark;
    float zoom = 1;  // On top of the desktop's scale.
    bool paused = false;
    bool help = false;
    Tab tab = Tab::Actors;
    probe::ActorId selected{};
    std::optional<Confirmation> confirmation = {};
    StartChoices start = {};
    TableChoices table = {};
    TreeChoices tree = {};
    MapChoices map = {};
    MessageChoices message = {};
    Splits splits = {};
};

}  // namespace callboard::dashboard
