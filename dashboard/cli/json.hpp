#pragma once

#include <nlohmann/json.hpp>

#include <string>

#include "dashboard/model/world.hpp"

namespace callboard::dashboard {

using Json = nlohmann::ordered_json;

// What the command line says of an actor in JSON, the same in every verb.
Json to_json(const World& world, Row row);

// JSON that a program sent; as a text when it is none.
Json parsed(const std::string& json);

// Printed for people and scripts alike; broken UTF-8 becomes a sign for it.
std::string text_of(const Json& json);

}  // namespace callboard::dashboard
