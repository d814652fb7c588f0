#include "runtime/message/json_reader.hpp"

#include <nlohmann/json.hpp>

#include <set>
#include <utility>
#include <vector>

namespace callboard::runtime {
namespace {

using Json = nlohmann::json;
constexpr std::size_t depth_max = 64;

std::string shown(const Json& value) {
    auto text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return text.size() > 40 ? text.substr(0, 37) + "..." : text;
}

}  // namespace

struct JsonReader::Cursor {
    struct Level {
        const Json* node;
        std::string name;
        std::size_t index = 0;             // In a list: the element that comes next.
        bool is_list = false;              // The type said so.
        std::set<std::string> asked = {};  // In an object: what the type has.
    };

    Json document;
    std::vector<Level> levels;
    const Json* next = nullptr;  // What the next read takes.
    std::string next_name;

    const Json& take() {
        if (!next && !levels.empty()) take_from_list();
        if (!next) throw BadField("a value is missing");
        return *std::exchange(next, nullptr);
    }

    void take_from_list() {
        Level& level = levels.back();
        if (level.node->is_array()) {
            if (level.index >= level.node->size())
                throw BadField(path() + ": the list has too few entries");
            next_name = std::to_string(level.index);
            next = &(*level.node)[level.index++];
        } else {  // cereal's word for a value that was given no name.
            next_name = "value" + std::to_string(level.index++);
            level.asked.insert(next_name);
            const auto found = level.node->find(next_name);
            if (found == level.node->end()) throw BadField(path() + " is missing");
            next = &*found;
        }
    }

    std::string path() const {
        std::string text;
        for (const auto& level : levels)
            if (!level.name.empty()) text += level.name + ".";
        text += next_name;
        if (!text.empty() && text.back() == '.') text.pop_back();
        return text;
    }

    [[noreturn]] void refuse(const char* wanted, const Json& got) const {
        const auto where = path();
        throw BadField((where.empty() ? "" : where + ": ") + shown(got) + " is not " + wanted);
    }
};

JsonReader::JsonReader(std::string_view json)
    : InputArchive(this), cursor_(std::make_unique<Cursor>()) {
    cursor_->document = Json::parse(json, nullptr, false);
    if (cursor_->document.is_discarded())
        throw BadField("that is not JSON; write it like {\"field\": 1}");
    cursor_->next = &cursor_->document;
}

JsonReader::~JsonReader() = default;

bool JsonReader::seek(std::string_view name) {
    cursor_->next_name = name;
    if (cursor_->levels.empty()) return true;
    auto& level = cursor_->levels.back();
    level.asked.emplace(name);
    const auto found = level.node->find(name);
    if (found == level.node->end()) return false;
    cursor_->next = &*found;
    return true;
}

void JsonReader::open() {
    const Json& node = cursor_->take();
    if (!node.is_structured()) cursor_->refuse("an object or a list", node);
    if (cursor_->levels.size() >= depth_max) throw BadField("that is nested too deep");
    cursor_->levels.push_back({&node, cursor_->next_name});
    cursor_->next_name.clear();
}

std::size_t JsonReader::list_size() {
    auto& level = cursor_->levels.back();
    level.is_list = true;
    if (!level.node->is_array()) cursor_->refuse("a list", *level.node);
    return level.node->size();
}

void JsonReader::close() {
    cursor_->next_name.clear();
    const auto& level = cursor_->levels.back();
    if (!level.is_list && !level.node->is_object()) cursor_->refuse("an object", *level.node);
    if (!level.is_list) refuse_unknown_fields();
    cursor_->levels.pop_back();
}

void JsonReader::refuse_unknown_fields() const {
    const auto& level = cursor_->levels.back();
    for (const auto& [name, value] : level.node->items()) {
        if (level.asked.count(name)) continue;
        std::string has;
        for (const auto& field : level.asked) has += (has.empty() ? "" : ", ") + field;
        throw BadField("there is no field \"" + name + "\"; " +
                       (has.empty() ? "this message has no fields" : "the fields are: " + has));
    }
}

bool JsonReader::read_bool() {
    const Json& value = cursor_->take();
    if (!value.is_boolean()) cursor_->refuse("true or false", value);
    return value.get<bool>();
}

std::int64_t JsonReader::read_integer(std::int64_t min, std::int64_t max) {
    const Json& value = cursor_->take();
    if (!value.is_number_integer()) cursor_->refuse("a whole number", value);
    const bool too_big = value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX;
    if (too_big || value.get<std::int64_t>() < min || value.get<std::int64_t>() > max)
        cursor_->refuse(("between " + std::to_string(min) + " and " + std::to_string(max)).c_str(),
                        value);
    return value.get<std::int64_t>();
}

std::uint64_t JsonReader::read_unsigned(std::uint64_t max) {
    const Json& value = cursor_->take();
    if (!value.is_number_unsigned()) cursor_->refuse("a whole number of 0 or more", value);
    if (value.get<std::uint64_t>() > max)
        cursor_->refuse(("at most " + std::to_string(max)).c_str(), value);
    return value.get<std::uint64_t>();
}

double JsonReader::read_real() {
    const Json& value = cursor_->take();
    if (!value.is_number()) cursor_->refuse("a number", value);
    return value.get<double>();
}

std::string JsonReader::read_text() {
    const Json& value = cursor_->take();
    if (!value.is_string()) cursor_->refuse("a text", value);
    return value.get<std::string>();
}

probe::ActorId JsonReader::read_address(bool (*fits)(probe::ActorId)) {
    const Json& value = cursor_->take();
    const auto address =
        value.is_string() ? actor_address_from(value.get<std::string>()) : std::nullopt;
    if (!address) cursor_->refuse("an actor, written \"slot:generation\"", value);
    if (!fits(address->id)) cursor_->refuse("an actor of the kind that is wanted here", value);
    return address->id;
}

}  // namespace callboard::runtime
