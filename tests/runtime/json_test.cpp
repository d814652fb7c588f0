#include <cereal/types/map.hpp>
#include <cereal/types/optional.hpp>
#include <doctest/doctest.h>

#include <map>
#include <optional>

#include "runtime/message/json_reader.hpp"
#include "runtime/message/message_type.hpp"

using namespace callboard::runtime;

namespace {

struct Seat {
    std::string row;
    std::uint8_t number = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(row), CEREAL_NVP(number));
    }
};

struct Booking {
    std::int64_t cents = 0;
    bool paid = false;
    double discount = 0;
    Seat seat;
    std::vector<Seat> extra;
    ActorAddress customer;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(cents), CEREAL_NVP(paid), CEREAL_NVP(discount), CEREAL_NVP(seat),
                CEREAL_NVP(extra), CEREAL_NVP(customer));
    }
};

struct Nothing {
    template <class Archive>
    void serialize(Archive&) {}
};

template <class T>
T read(std::string_view json) {
    T value{};
    JsonReader reader(json);
    reader(value);
    return value;
}

template <class T>
std::string complaint(std::string_view json) {
    try {
        read<T>(json);
    } catch (const BadField& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("one serialize writes JSON for people, nested as the type is") {
    Booking booking{1250, true, 0.5, {"F", 12}, {{"G", 1}}, {}};
    CHECK(to_json(booking) ==
          R"({"cents":1250,"paid":true,"discount":0.5,"seat":{"row":"F","number":12},)"
          R"("extra":[{"row":"G","number":1}],"customer":"0:0"})");
}

TEST_CASE("simple values, empty structs and quotes are written as JSON is") {
    CHECK(to_json(std::int64_t{-5}) == "-5");
    CHECK(to_json(std::string("say \"hi\"\n")) == R"("say \"hi\"\n")");
    CHECK(to_json(Nothing{}) == "{}");
    CHECK(to_json(std::vector<int>{}) == "[]");
    CHECK(to_json(std::vector<bool>{true, false}) == "[true,false]");
    CHECK(to_json(std::string("\xff")).find("\xff") == std::string::npos);
}

TEST_CASE("what was written can be read") {
    const Booking booking{-7, true, 0.25, {"F", 12}, {{"G", 1}, {"H", 2}}, {}};
    CHECK(to_json(read<Booking>(to_json(booking))) == to_json(booking));
    const std::map<std::string, int> map{{"a", 1}, {"b", 2}};
    CHECK(read<std::map<std::string, int>>(to_json(map)) == map);
    CHECK(read<std::optional<int>>(to_json(std::optional<int>(3))) == 3);
}

TEST_CASE("a field that is missing keeps its default") {
    CHECK(read<Booking>(R"({"cents": 3})").cents == 3);
    CHECK(read<Booking>("{}").seat.number == 0);
}

TEST_CASE("a field of the wrong type is refused by name") {
    CHECK(complaint<Booking>(R"({"cents": 12.5})") == "cents: 12.5 is not a whole number");
    CHECK(complaint<Booking>(R"({"paid": 1})") == "paid: 1 is not true or false");
    CHECK(complaint<Booking>(R"({"seat": {"row": 3}})") == "seat.row: 3 is not a text");
    CHECK(complaint<Booking>(R"({"extra": {}})") == "extra: {} is not a list");
    CHECK(complaint<Booking>(R"({"seat": 3})") == "seat: 3 is not an object or a list");
    CHECK(complaint<Booking>(R"({"customer": "hamlet"})") ==
          "customer: \"hamlet\" is not an actor, written \"slot:generation\"");
}

TEST_CASE("a number that does not fit is refused by name and range") {
    CHECK(complaint<Booking>(R"({"seat": {"number": 256}})") ==
          "seat.number: 256 is not at most 255");
    CHECK(complaint<Booking>(R"({"seat": {"number": -1}})") ==
          "seat.number: -1 is not a whole number of 0 or more");
    CHECK(complaint<Booking>(R"({"cents": 9223372036854775808})").substr(0, 6) == "cents:");
}

TEST_CASE("a field that does not exist is refused, and those that do are named") {
    CHECK(complaint<Booking>(R"({"centz": 1})") ==
          "there is no field \"centz\"; the fields are: cents, customer, discount, extra, paid, "
          "seat");
    CHECK(complaint<Nothing>(R"({"x": 1})") ==
          "there is no field \"x\"; this message has no fields");
}

TEST_CASE("what is no JSON at all is refused with an example") {
    CHECK(complaint<Booking>("cents=3") == "that is not JSON; write it like {\"field\": 1}");
    CHECK(complaint<Booking>("") == "that is not JSON; write it like {\"field\": 1}");
    CHECK(complaint<Booking>("[]") == "[] is not an object");
    CHECK(complaint<Booking>("3") == "3 is not an object or a list");
}
