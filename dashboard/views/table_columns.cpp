#include "dashboard/views/table_columns.hpp"

#include <algorithm>
#include <iterator>

namespace callboard::dashboard {
namespace {

using Shows = TableColumn::Shows;

// Widths in design pixels. When there is too little room the highest `leaves` goes first.
struct Plan {
    Shows shows;
    const char* title;
    const char* help;
    float width;
    int leaves;
};
constexpr Plan plans[] = {
    {Shows::Kind, "Kind", "The actor's class.", 104, 4},
    {Shows::Mailbox, "Mailbox",
     "Messages waiting. The bar is long when there are many, amber from 64, red from 1,024.", 124,
     0},
    {Shows::Rate, "msg/s", "Messages handled a second, over the last ticks.", 70, 1},
    {Shows::History, "History",
     "Messages a second over the last 64 ticks, each row to its own scale.", 84, 3},
    {Shows::Failed, "Failed", "Messages whose handler threw.", 58, 5},
    {Shows::Restarts, "Restarts", "How often its supervisor started it anew.", 70, 2},
};
constexpr float name_width_min = 140;
constexpr float margin = 12;  // Beside the scroll bar.

float total_width(const std::vector<Plan>& kept) {
    float total = name_width_min + margin;
    for (const Plan& plan : kept) total += plan.width;
    return total;
}

std::vector<Plan> plans_within(float design_width) {
    std::vector<Plan> kept(std::begin(plans), std::end(plans));
    const auto later = [](const Plan& a, const Plan& b) { return a.leaves < b.leaves; };
    while (!kept.empty() && total_width(kept) > design_width)
        kept.erase(std::max_element(kept.begin(), kept.end(), later));
    return kept;
}

}  // namespace

ActorColumn TableColumn::order() const {
    switch (shows) {
        case Shows::Actor: return ActorColumn::Name;
        case Shows::Kind: return ActorColumn::Kind;
        case Shows::Mailbox: return ActorColumn::Mailbox;
        case Shows::Rate:
        case Shows::History: return ActorColumn::Rate;
        case Shows::Failed: return ActorColumn::Failed;
        case Shows::Restarts: return ActorColumn::Restarts;
    }
    return ActorColumn::Name;
}

std::vector<TableColumn> fit_columns(const Look& look, float left, float width) {
    const std::vector<Plan> kept = plans_within(width / look.scale);
    float used = look.px(margin);
    for (const Plan& plan : kept) used += look.px(plan.width);
    std::vector<TableColumn> columns;
    columns.push_back({Shows::Actor, "Actor", "Its name, or its class and slot when it has none.",
                       left, left + width - used});
    for (const Plan& plan : kept) {
        const float from = columns.back().right;
        columns.push_back({plan.shows, plan.title, plan.help, from, from + look.px(plan.width)});
    }
    return columns;
}

}  // namespace callboard::dashboard
