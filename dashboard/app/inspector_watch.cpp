#include "dashboard/app/inspector_watch.hpp"

namespace callboard::dashboard {

void InspectorWatch::look_at(const World& world, probe::ActorId actor) {
    if (inspection_.actor != actor) {
        inspection_ = {};
        inspection_.actor = actor;
        asked_s_ = -1e9;
    }
    const Row row = world.row_of(actor);
    if (row == no_row) return;
    inspection_.last = sample_of(world, row);
    if (!inspection_.path.empty()) return;
    inspection_.name = world.name(row);
    inspection_.kind = world.kind(row);
    inspection_.path = world.path(row);
}

// The gone are not asked: they could only refuse.
void InspectorWatch::follow(probe::Link& link, const World& world, bool can_answer, double now_s) {
    const Row row = world.row_of(inspection_.actor);
    if (row == no_row || world.gone(row)) return;
    if (!can_answer || under_way_ || now_s - asked_s_ < pause_s) return;
    order_ = link.order(probe::InspectActor{inspection_.actor});
    under_way_ = true;
    asked_s_ = now_s;
}

bool InspectorWatch::take(const probe::Answered& answered, double now_s) {
    if (!under_way_ || answered.order != order_) return false;
    under_way_ = false;
    const probe::Reply& reply = answered.reply;
    if (reply.outcome != probe::Outcome::Done || reply.details.empty()) {
        inspection_.sentence = reply.text;
        return true;
    }
    if (reply.details.front().sample.id != inspection_.actor)
        return true;  // Chosen meanwhile: another.
    inspection_.sentence.clear();
    inspection_.details = reply.details.front();
    inspection_.state.take(inspection_.details->state_json, now_s);
    inspection_.answered_s = now_s;
    return true;
}

}  // namespace callboard::dashboard
