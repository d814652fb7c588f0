#include "dashboard/views/link_words.hpp"

#include "dashboard/model/format.hpp"

namespace callboard::dashboard {
namespace {

// A live program answers at every tick; this long without one is not normal.
constexpr double silence_max_s = 3;

std::string last_data(const Desk& desk) {
    return desk.world.empty() ? "No data has come yet"
                              : "Last data " + age(desk.link.data_age_s) + " ago";
}

LinkWords lost_words(const Desk& desk) {
    const Theme& theme = desk.look.theme;
    const std::string& sentence = desk.link.status.sentence;
    if (desk.link.status.state == probe::LinkState::Refused)
        return {{Shape::Cross, theme.bad}, "REFUSED", sentence};
    if (desk.world.empty())
        return {{Shape::Hollow, theme.busy},
                "CONNECTING",
                "Connecting to " + desk.link.status.address + ". " + sentence};
    return {{Shape::Triangle, theme.bad},
            last_data(desk),
            sentence.empty() ? "The program does not answer; trying again." : sentence};
}

}  // namespace

bool is_stale(const Desk& desk) {
    return desk.link.stale() || (!desk.link.on_film() && desk.link.data_age_s > silence_max_s);
}

LinkWords link_words(const Desk& desk) {
    const Theme& theme = desk.look.theme;
    if (is_stale(desk)) return lost_words(desk);
    if (desk.ui.paused)
        return {{Shape::Bars, theme.info},
                "PAUSED",
                "The view stands still; the program runs on. Press Space to go on."};
    if (desk.link.on_film())
        return {{Shape::Square, theme.info},
                "RECORDING",
                "Played back from " + desk.link.status.address + "."};
    return {
        {Shape::Full, theme.ok}, "LIVE", last_data(desk) + ". Press Space to hold the view still."};
}

}  // namespace callboard::dashboard
