#include "dashboard/views/panels.hpp"

#include "dashboard/views/centre.hpp"
#include "dashboard/views/command_log.hpp"
#include "dashboard/views/inspector.hpp"
#include "dashboard/views/supervision_tree.hpp"
#include "dashboard/views/top_strip.hpp"

namespace callboard::dashboard {

std::span<const Panel> panels() {
    static constexpr Panel all[] = {
        {"top", Place::Top, draw_top_strip},
        {"navigator", Place::Left, draw_supervision_tree},
        {"centre", Place::Centre, draw_centre},
        {"inspector", Place::Right, draw_inspector},
        {"commands", Place::Bottom, draw_command_log},
    };
    return all;
}

}  // namespace callboard::dashboard
