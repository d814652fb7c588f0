#include "dashboard/views/marks.hpp"

#include <algorithm>

namespace callboard::dashboard {
namespace {

constexpr float pi = 3.14159265f;

void draw_half(ImDrawList& list, ImU32 colour, ImVec2 centre, float radius, float stroke) {
    list.AddCircle(centre, radius - stroke / 2, colour, 0, stroke);
    list.PathArcTo(centre, radius, pi / 2, pi * 3 / 2);
    list.PathFillConvex(colour);
}

void draw_bars(ImDrawList& list, ImU32 colour, ImVec2 centre, float radius) {
    const float width = std::max(1.5f, radius * 0.42f);
    for (const float side : {-1.f, 1.f}) {
        const float x = centre.x + side * radius * 0.5f;
        list.AddRectFilled({x - width / 2, centre.y - radius}, {x + width / 2, centre.y + radius},
                           colour, width / 3);
    }
}

void draw_turn(ImDrawList& list, ImU32 colour, ImVec2 centre, float radius, float stroke) {
    list.PathArcTo(centre, radius - stroke / 2, -0.1f * pi, 1.5f * pi);
    list.PathStroke(colour, ImDrawFlags_None, stroke);
    const ImVec2 tip{centre.x, centre.y - radius + stroke / 2};
    const float barb = radius * 0.62f;
    list.AddTriangleFilled({tip.x, tip.y - barb}, {tip.x + barb * 1.25f, tip.y},
                           {tip.x, tip.y + barb}, colour);
}

void draw_cross(ImDrawList& list, ImU32 colour, ImVec2 centre, float radius, float stroke) {
    const float arm = radius * 0.72f;
    list.AddLine({centre.x - arm, centre.y - arm}, {centre.x + arm, centre.y + arm}, colour,
                 stroke);
    list.AddLine({centre.x - arm, centre.y + arm}, {centre.x + arm, centre.y - arm}, colour,
                 stroke);
}

}  // namespace

Mark mark_of(const Theme& theme, const World& world, Row row) {
    using probe::ActorState;
    constexpr float rate_felt = 0.5f;  // Messages a second.
    if (world.gone(row)) return {Shape::Cross, theme.faint};
    const std::uint32_t mailbox = world.mailbox(row);
    switch (world.state(row)) {
        case ActorState::Starting: return {Shape::Hollow, theme.ok};
        case ActorState::Idle:
            return world.rate(row) >= rate_felt ? Mark{Shape::Full, theme.ok}
                                                : Mark{Shape::Hollow, theme.idle};
        case ActorState::Busy:
            return mailbox >= queue_long ? Mark{Shape::Half, severity_of(theme, mailbox)}
                                         : Mark{Shape::Full, theme.ok};
        case ActorState::Suspended: return {Shape::Bars, theme.info};
        case ActorState::Restarting: return {Shape::Turn, theme.bad};
        case ActorState::Stopping: return {Shape::Cross, theme.busy};
        case ActorState::Stopped: break;
    }
    return {Shape::Cross, theme.faint};
}

ImU32 severity_of(const Theme& theme, std::uint32_t mailbox) {
    if (mailbox >= queue_severe) return theme.bad;
    return mailbox >= queue_long ? theme.busy : theme.idle;
}

void draw_mark(ImDrawList& list, Mark mark, ImVec2 centre, float size) {
    const float radius = size / 2;
    const float stroke = std::max(1.25f, size * 0.15f);
    switch (mark.shape) {
        case Shape::Full: list.AddCircleFilled(centre, radius, mark.colour); break;
        case Shape::Half: draw_half(list, mark.colour, centre, radius, stroke); break;
        case Shape::Hollow:
            list.AddCircle(centre, radius - stroke / 2, mark.colour, 0, stroke);
            break;
        case Shape::Bars: draw_bars(list, mark.colour, centre, radius); break;
        case Shape::Turn: draw_turn(list, mark.colour, centre, radius, stroke); break;
        case Shape::Cross: draw_cross(list, mark.colour, centre, radius, stroke); break;
        case Shape::Square:
            list.AddRectFilled({centre.x - radius * 0.85f, centre.y - radius * 0.85f},
                               {centre.x + radius * 0.85f, centre.y + radius * 0.85f}, mark.colour,
                               radius * 0.3f);
            break;
        case Shape::Triangle:
            list.AddTriangleFilled({centre.x, centre.y - radius},
                                   {centre.x + radius * 1.1f, centre.y + radius * 0.85f},
                                   {centre.x - radius * 1.1f, centre.y + radius * 0.85f},
                                   mark.colour);
            break;
        case Shape::Diamond:
            list.AddQuadFilled({centre.x, centre.y - radius}, {centre.x + radius, centre.y},
                               {centre.x, centre.y + radius}, {centre.x - radius, centre.y},
                               mark.colour);
            break;
    }
}

}  // namespace callboard::dashboard
