#include "dashboard/views/stage_map.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "dashboard/model/format.hpp"
#include "dashboard/views/marks.hpp"
#include "dashboard/views/text.hpp"
#include "dashboard/views/verbs.hpp"
#include "dashboard/views/widgets.hpp"

namespace callboard::dashboard {
namespace {

constexpr float legend_height = 36;
constexpr float zoom_max = 24;

// From the map's design pixels to the screen's and back.
struct Lens {
    ImVec2 corner, size;
    float x, y;   // The map's point in the middle.
    float scale;  // Screen pixels for each design pixel of the map.

    ImVec2 to_screen(float map_x, float map_y) const {
        return {corner.x + size.x / 2 + (map_x - x) * scale,
                corner.y + size.y / 2 + (map_y - y) * scale};
    }
    ImVec2 to_map(ImVec2 at) const {
        return {(at.x - corner.x - size.x / 2) / scale + x,
                (at.y - corner.y - size.y / 2) / scale + y};
    }
};

Lens lens_of(const Desk& desk, ImVec2 corner, ImVec2 size) {
    const float scale = desk.look.scale;
    const MapChoices& map = desk.ui.map;
    return {corner, size, size.x / scale / 2 + map.x, size.y / scale / 2 + map.y, scale * map.zoom};
}

// The wheel zooms at the pointer, dragging moves, a double click shows all again.
void move_lens(Desk& desk, const Lens& lens) {
    MapChoices& map = desk.ui.map;
    const ImGuiIO& io = ImGui::GetIO();
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0)) {
        map.x -= io.MouseDelta.x / lens.scale;
        map.y -= io.MouseDelta.y / lens.scale;
    }
    if (!ImGui::IsItemHovered()) return;
    if (ImGui::IsMouseDoubleClicked(0)) map = {};
    if (io.MouseWheel == 0) return;
    const ImVec2 held = lens.to_map(io.MousePos);
    const float zoom = std::clamp(map.zoom * std::pow(1.2f, io.MouseWheel), 1.f, zoom_max);
    const float kept = 1 - map.zoom / zoom;
    map.x += (held.x - lens.x) * kept;
    map.y += (held.y - lens.y) * kept;
    map.zoom = zoom;
    if (zoom == 1) map = {};
}

// A crowd whose members come and go all the time is not laid out anew each time.
void fit_if_due(Desk& desk, ImVec2 size) {
    constexpr std::size_t crowd = 50'000;
    constexpr double pause_s = 1;
    StageCache& stage = desk.rows.stage;
    const ImVec2 area{size.x / desk.look.scale, size.y / desk.look.scale};
    const bool same_area = area.x == stage.fitted.x && area.y == stage.fitted.y;
    if (same_area && desk.world.live() > crowd && desk.now_s - stage.fitted_s < pause_s) return;
    stage.layout.fit(desk.world, area.x, area.y);
    stage.fitted = area;
    stage.fitted_s = desk.now_s;
}

void paint_if_changed(Desk& desk, float pixels) {
    StageCache& stage = desk.rows.stage;
    const bool same = stage.painted_version == desk.world.version() &&
                      stage.painted_layout == stage.layout.version() &&
                      stage.painted_pixels == pixels && stage.painted_ink == desk.look.theme.ok;
    if (same) return;
    stage.layout.paint(desk.world, desk.look.theme, stage.scene, pixels);
    stage.painted_version = desk.world.version();
    stage.painted_layout = stage.layout.version();
    stage.painted_pixels = pixels;
    stage.painted_ink = desk.look.theme.ok;
}

void draw_beds(const Desk& desk, const Lens& lens) {
    const Look& look = desk.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const StageBlock& block : desk.rows.stage.layout.blocks()) {
        const ImVec2 low = lens.to_screen(block.x + 3, block.y + 3);
        const ImVec2 high = lens.to_screen(block.x + block.width - 3, block.y + block.height - 3);
        list.AddRectFilled(low, high, look.theme.raised, look.px(6));
        const std::string name = block.head == no_row ? "roots" : desk.world.name(block.head);
        const float y = low.y + look.px(12);
        const float x = low.x + look.px(8);
        const float width =
            write_fitted(look.type.label, {x, y}, high.x - x - look.px(8), look.theme.text, name);
        write_fitted(look.type.small, {x + width + look.px(8), y}, high.x - x - width - look.px(16),
                     look.theme.dim, grouped(block.count));
    }
}

void draw_ring(const Desk& desk, const Lens& lens, Row row, ImU32 colour) {
    float x = 0, y = 0;
    if (row == no_row || !desk.rows.stage.layout.place_of(row, x, y)) return;
    const float radius =
        std::max(desk.look.px(4), desk.rows.stage.layout.pitch_at(row) * 0.52f * lens.scale);
    ImGui::GetWindowDrawList()->AddCircle(lens.to_screen(x, y), radius, colour, 0,
                                          2 * desk.look.scale);
}

void tell_of(const Desk& desk, Row row) {
    const World& world = desk.world;
    const std::string state = world.gone(row) ? "gone" : to_text(world.state(row));
    tooltip(desk.look, world.path(row) + "\n" + std::string(short_type(world.kind(row))) + " · " +
                           state + " · " + grouped(world.mailbox(row)) + " waiting · " +
                           rate(std::round(world.rate(row))));
}

void draw_legend(const Desk& desk, ImVec2 corner, float width) {
    const Look& look = desk.look;
    const Theme& theme = look.theme;
    struct Entry {
        ImU32 colour;
        const char* text;
    };
    const Entry entries[] = {{theme.ok, "at work"},
                             {theme.busy, "queue ≥ 64"},
                             {theme.bad, "restarting, queue ≥ 1,024"},
                             {theme.info, "suspended"},
                             {theme.idle, "idle"}};
    const float y = middle(corner.y, look.px(legend_height));
    float x = corner.x + look.px(16);
    for (const Entry& entry : entries) {
        ImGui::GetWindowDrawList()->AddCircleFilled({x + look.px(4), y}, look.px(4), entry.colour);
        x += look.px(14) + write(look.type.small, {x + look.px(14), y}, theme.dim, entry.text) +
             look.px(16);
    }
    const char* how =
        "size: messages waiting, a disc may stand for many · glow: msg/s · wheel zooms, drag "
        "moves, double click shows all";
    const float room = corner.x + width - look.px(16) - x;
    if (room > look.px(120))
        write_right(look.type.small, {corner.x + width - look.px(16), y}, theme.faint,
                    fitted(look.type.small, how, room));
}

void draw_picture(Desk& desk, const Lens& lens) {
    const MapCamera camera{.x = lens.x, .y = lens.y, .zoom = lens.scale};
    const PixelSize pixels{static_cast<int>(lens.size.x), static_cast<int>(lens.size.y)};
    const MapPicture picture =
        desk.map.draw(desk.rows.stage.scene, camera, pixels, faded(desk.look.theme.raised, 0));
    if (picture.texture)
        ImGui::GetWindowDrawList()->AddImage(
            picture.texture, lens.corner,
            {lens.corner.x + lens.size.x, lens.corner.y + lens.size.y});
}

}  // namespace

void draw_stage_map(Desk& desk) {
    const Look& look = desk.look;
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float edge = look.px(12);
    const ImVec2 corner{origin.x + edge, origin.y + edge};
    const ImVec2 size{std::floor(room.x - 2 * edge),
                      std::floor(room.y - edge - look.px(legend_height))};
    if (size.x < look.px(40) || size.y < look.px(40)) return;
    fit_if_due(desk, size);

    ImGui::SetCursorScreenPos(corner);
    const bool released = ImGui::InvisibleButton("map", size);
    const bool hovered = ImGui::IsItemHovered();
    move_lens(desk, lens_of(desk, corner, size));
    const Lens lens = lens_of(desk, corner, size);
    paint_if_changed(desk, lens.scale);
    ImGui::PushClipRect(corner, {corner.x + size.x, corner.y + size.y}, true);
    draw_beds(desk, lens);
    draw_picture(desk, lens);
    const ImVec2 pointed = lens.to_map(ImGui::GetIO().MousePos);
    const Row under = hovered ? desk.rows.stage.layout.row_at(pointed.x, pointed.y) : no_row;
    draw_ring(desk, lens, desk.world.row_of(desk.ui.selected), look.theme.accent);
    draw_ring(desk, lens, under, look.theme.text);
    ImGui::PopClipRect();
    const ImVec2 dragged = ImGui::GetMouseDragDelta(0);
    if (under != no_row) {
        tell_of(desk, under);
        if (released && dragged.x == 0 && dragged.y == 0) select(desk.ui, desk.world.id(under));
    }
    draw_legend(desk, {origin.x, origin.y + room.y - look.px(legend_height)}, room.x);
}

}  // namespace callboard::dashboard
