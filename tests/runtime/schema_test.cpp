#include <doctest/doctest.h>

#include "runtime/core/ref.hpp"
#include "runtime/message/message_type.hpp"
#include "runtime/message/schema_writer.hpp"

using namespace callboard::runtime;
using callboard::probe::Field;
using callboard::probe::FieldKind;

namespace {

struct Seat {
    std::string row;
    std::uint8_t number = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(row), CEREAL_NVP(number));
    }
};
enum class Wing : std::uint8_t { Left, Right };
struct Booking {
    std::int64_t cents = 0;
    std::vector<Seat> seats;
    Wing wing = Wing::Left;
    Ref<> customer;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(cents), CEREAL_NVP(seats), CEREAL_NVP(wing), CEREAL_NVP(customer));
    }
};
struct Unshown {
    int* secret = nullptr;
};

}  // namespace

TEST_CASE("one serialize tells what the fields are") {
    const auto fields = message_type(type_index<Booking>()).schema();
    REQUIRE(fields.size() == 4);
    CHECK(fields[0].name == "cents");
    CHECK(fields[0].kind == FieldKind::Integer);
    CHECK(fields[0].bits == 64);
    CHECK(fields[2].kind == FieldKind::Unsigned);
    CHECK(fields[2].bits == 8);
    CHECK(fields[3].kind == FieldKind::Actor);
}

TEST_CASE("a list tells what its entries are, though it is empty") {
    const auto seats = message_type(type_index<Booking>()).schema()[1];
    CHECK(seats.name == "seats");
    CHECK(seats.kind == FieldKind::List);
    REQUIRE(seats.fields.size() == 1);
    CHECK(seats.fields[0].kind == FieldKind::Object);
    REQUIRE(seats.fields[0].fields.size() == 2);
    CHECK(seats.fields[0].fields[1].name == "number");
}

TEST_CASE("a message without serialize has no schema and says so by a null") {
    const auto& type = message_type(type_index<Unshown>());
    CHECK((type.schema == nullptr));
    CHECK((type.from_json == nullptr));
    CHECK((type.to_json == nullptr));
}
