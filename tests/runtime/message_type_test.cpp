#include "runtime/message/message_type.hpp"

#include <doctest/doctest.h>

#include "runtime/message/type_name.hpp"

using namespace callboard::runtime;

namespace shop {
struct Sell {
    std::int32_t cents = 0;
    std::string seat;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(cents), CEREAL_NVP(seat));
    }
};
template <class T>
struct Box {};
}  // namespace shop

namespace {
struct Hidden {};
}  // namespace

TEST_CASE("types are named as their authors wrote them") {
    CHECK(type_name<shop::Sell>() == "shop::Sell");
    CHECK(type_name<Hidden>() == "Hidden");
    CHECK(type_name<std::string>() == "std::string");
    CHECK(type_name<std::int64_t>() == "int64");
    CHECK(type_name<shop::Box<shop::Sell>>() == "shop::Box<shop::Sell>");
}

TEST_CASE("a type has one number, and another type another") {
    CHECK(type_index<shop::Sell>() == type_index<const shop::Sell&>());
    CHECK(type_index<shop::Sell>() != type_index<Hidden>());
    CHECK(*message_type(type_index<shop::Sell>()).name == "shop::Sell");
}

TEST_CASE("a message goes to bytes and back by the same serialize") {
    const auto& type = message_type(type_index<shop::Sell>());
    const shop::Sell sell{1250, "F-112"};
    const std::string bytes = type.to_bytes(&sell);
    alignas(shop::Sell) std::byte place[sizeof(shop::Sell)];
    type.from_bytes({bytes.data(), bytes.size()}, place);
    auto& read = *reinterpret_cast<shop::Sell*>(place);
    CHECK(read.cents == 1250);
    CHECK(read.seat == "F-112");
    type.destroy(place);
}

TEST_CASE("bytes that end too early are refused wherever they end") {
    const auto& type = message_type(type_index<shop::Sell>());
    const shop::Sell sell{1250, "F-112"};
    const std::string bytes = type.to_bytes(&sell);
    alignas(shop::Sell) std::byte place[sizeof(shop::Sell)];
    for (std::size_t length = 0; length < bytes.size(); ++length)
        CHECK_THROWS(type.from_bytes({bytes.data(), length}, place));
}
