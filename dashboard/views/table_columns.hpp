#pragma once

#include <vector>

#include "dashboard/model/row_order.hpp"
#include "dashboard/views/look.hpp"

namespace callboard::dashboard {

// Where one column of the table stands on the screen.
struct TableColumn {
    enum class Shows : std::uint8_t { Actor, Kind, Mailbox, Rate, History, Failed, Restarts };
    Shows shows = Shows::Actor;
    const char* title = "";
    const char* help = "";
    float left = 0, right = 0;

    bool is_text() const { return shows == Shows::Actor || shows == Shows::Kind; }
    bool sorts() const { return shows != Shows::History; }
    ActorColumn order() const;
};

// Fits the columns into the width; the least needed leave first when it is narrow.
std::vector<TableColumn> fit_columns(const Look& look, float left, float width);

}  // namespace callboard::dashboard
