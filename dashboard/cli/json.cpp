#include "dashboard/cli/json.hpp"

namespace callboard::dashboard {

Json to_json(const World& world, Row row) {
    return {{"path", world.path(row)},
            {"name", world.name(row)},
            {"kind", world.kind(row)},
            {"id", std::to_string(probe::slot_of(world.id(row))) + ':' +
                       std::to_string(probe::generation_of(world.id(row)))},
            {"state", probe::to_text(world.state(row))},
            {"mailbox", world.mailbox(row)},
            {"received", world.received(row)},
            {"sent", world.sent(row)},
            {"failed", world.failed(row)},
            {"restarts", world.restarts(row)}};
}

Json parsed(const std::string& json) {
    auto value = Json::parse(json, nullptr, false);
    return value.is_discarded() ? Json(json) : value;
}

std::string text_of(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace callboard::dashboard
