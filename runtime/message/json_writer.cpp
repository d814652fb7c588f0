#include "runtime/message/json_writer.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace callboard::runtime {

void JsonWriter::begin_value() {
    if (levels_.empty()) return;
    Level& level = levels_.back();
    if (level.node == Node::Fresh) {
        level.node = Node::Object;
        text_ += '{';
    }
    if (level.count++ > 0) text_ += ',';
    if (level.node == Node::Object) {
        if (next_name_.empty()) next_name_ = "value" + std::to_string(level.count - 1);
        text_ += nlohmann::json(next_name_).dump() + ":";
    }
    next_name_.clear();
}

void JsonWriter::open() {
    begin_value();
    levels_.emplace_back();
}

void JsonWriter::make_list() {
    if (levels_.empty() || levels_.back().node != Node::Fresh) return;
    levels_.back().node = Node::List;
    text_ += '[';
}

void JsonWriter::close() {
    const Level level = levels_.back();
    levels_.pop_back();
    if (level.node == Node::Fresh)
        text_ += "{}";
    else
        text_ += level.node == Node::List ? ']' : '}';
}

void JsonWriter::write(bool value) {
    begin_value();
    text_ += value ? "true" : "false";
}

void JsonWriter::write(std::int64_t value) {
    begin_value();
    text_ += std::to_string(value);
}

void JsonWriter::write(std::uint64_t value) {
    begin_value();
    text_ += std::to_string(value);
}

void JsonWriter::write(double value) {
    begin_value();
    text_ += std::isfinite(value) ? nlohmann::json(value).dump() : "null";
}

void JsonWriter::write(std::string_view value) {
    begin_value();
    // Bytes that are no UTF-8 are shown as such; a person looks, nothing parses them back.
    text_ += nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace callboard::runtime
