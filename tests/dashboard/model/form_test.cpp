#include "dashboard/model/form.hpp"

#include <doctest/doctest.h>

using namespace callboard;
using dashboard::MessageForm;
using probe::FieldKind;

namespace {

MessageForm form_of(std::vector<probe::Field> fields) {
    return MessageForm({.type = "Message", .fields = std::move(fields)});
}

// The error of typing `text` into a form's one field.
std::string error(probe::Field field, const std::string& text) {
    field.name = "it";
    auto form = form_of({field});
    form.set("it", text);
    CHECK(form.valid() == form.first_error().empty());
    return form.first_error();
}

const probe::Field int64{"cents", FieldKind::Integer, 64, {}};
const probe::Field int8{"small", FieldKind::Integer, 8, {}};
const probe::Field uint16{"port", FieldKind::Unsigned, 16, {}};
const probe::Field real{"share", FieldKind::Real, 64, {}};
const probe::Field truth{"open", FieldKind::Bool, 8, {}};
const probe::Field text{"note", FieldKind::Text, 0, {}};
const probe::Field actor{"to", FieldKind::Actor, 64, {}};

}  // namespace

TEST_CASE("a new form is valid and sends what a fresh message holds") {
    auto form = form_of({int64, real, truth, text, actor, {"list", FieldKind::List, 0, {int8}}});
    CHECK(form.valid());
    CHECK(form.to_json() ==
          R"({"cents":0,"share":0.0,"open":false,"note":"","to":"0:0","list":[]})");
}

TEST_CASE("a message without fields is sent as an empty object") {
    CHECK(form_of({}).to_json() == "{}");
}

TEST_CASE("whole numbers are whole and fit their width") {
    CHECK(error(int64, "-5") == "");
    CHECK(error(int64, " 42 ") == "");
    CHECK(error(int64, "12.5") == "it: 12.5 is not a whole number");
    CHECK(error(int64, "") == "it: nothing is not a whole number");
    CHECK(error(int64, "9223372036854775807") == "");
    CHECK(error(int64, "9223372036854775808").find("out of range") != std::string::npos);
    CHECK(error(int8, "127") == "");
    CHECK(error(int8, "-128") == "");
    CHECK(error(int8, "128") == "it: 128 is out of range, -128 to 127");
    CHECK(error(uint16, "65535") == "");
    CHECK(error(uint16, "65536") == "it: 65536 is out of range, 0 to 65535");
    CHECK(error(uint16, "-1") == "it: -1 is out of range, 0 to 65535");
}

TEST_CASE("reals, truths and actors are checked") {
    CHECK(error(real, "1e3") == "");
    CHECK(error(real, "much") == "it: much is not a number");
    CHECK(error(real, "inf") == "it: inf is not a number");
    CHECK(error(truth, "true") == "");
    CHECK(error(truth, "yes") == "it: yes is neither true nor false");
    CHECK(error(actor, "7:1") == "");
    CHECK(error(actor, "alice").find("is not an actor") != std::string::npos);
    CHECK(error(text, "any \"thing\"") == "");
}

TEST_CASE("lists are typed as JSON and their elements checked") {
    const probe::Field numbers{"it", FieldKind::List, 0, {int8}};
    CHECK(error(numbers, "[1, 2]") == "");
    CHECK(error(numbers, "1, 2").find("is not a list") != std::string::npos);
    CHECK(error(numbers, "[1, 300]") == "it[1]: 300 is out of range, -128 to 127");
    CHECK(error(numbers, "[\"one\"]").find("it[0]") != std::string::npos);

    const probe::Field objects{
        "it", FieldKind::List, 0, {{"", FieldKind::Object, 0, {int64, text}}}};
    CHECK(error(objects, R"([{"cents": 1, "note": "a"}])") == "");
    CHECK(error(objects, R"([{"cents": 1}])") == "it[0].note is missing");
    CHECK(error(objects, R"([{"cents": 1, "note": "a", "x": 1}])") ==
          "it[0]: there is no field \"x\"");
    CHECK(error(objects, R"([{"cents": 1.5, "note": "a"}])") ==
          "it[0].cents: 1.5 is not a whole number");
}

TEST_CASE("members of members have a line each, named by the way to them") {
    auto form = form_of({{"transfer", FieldKind::Object, 0, {int64, text}}, truth});
    REQUIRE(form.leaves().size() == 3);
    CHECK(form.leaves()[0].path == "transfer.cents");
    CHECK(form.set("transfer.cents", "70"));
    CHECK_FALSE(form.set("cents", "70"));
    CHECK(form.to_json() == R"({"transfer":{"cents":70,"note":""},"open":false})");
}

TEST_CASE("an error goes when the text is put right") {
    auto form = form_of({int64});
    form.set("cents", "12.5");
    CHECK(form.leaves()[0].error == "cents: 12.5 is not a whole number");
    form.set("cents", "12");
    CHECK(form.valid());
    CHECK(form.to_json() == R"({"cents":12})");
}

TEST_CASE("JSON fills in a form and leaves the rest") {
    auto form = form_of({{"transfer", FieldKind::Object, 0, {int64, text}}, truth});
    CHECK(form.from_json(R"({"transfer": {"note": "rent"}, "open": true})") == "");
    CHECK(form.to_json() == R"({"transfer":{"cents":0,"note":"rent"},"open":true})");
}

TEST_CASE("what a form gives, it takes") {
    auto form = form_of({int64, real, truth, text, actor, {"list", FieldKind::List, 0, {int8}}});
    form.set("note", "a \"quoted\" line\n");
    form.set("to", "7:3");
    form.set("list", "[1,2]");
    auto copy = form_of({int64, real, truth, text, actor, {"list", FieldKind::List, 0, {int8}}});
    CHECK(copy.from_json(form.to_json()) == "");
    CHECK(copy.to_json() == form.to_json());
}

TEST_CASE("JSON that does not fit is refused whole, by the name of the field") {
    auto form = form_of({int64, text});
    CHECK(form.from_json("{").find("not JSON") != std::string::npos);
    CHECK(form.from_json("[1]").find("not an object") != std::string::npos);
    CHECK(form.from_json(R"({"cents": 5, "cent": 1})") == "There is no field \"cent\".");
    CHECK(form.from_json(R"({"cents": "5"})").find("cents") == 0);
    CHECK(form.from_json(R"({"note": 5})").find("note") == 0);
    CHECK(form.to_json() == R"({"cents":0,"note":""})");
}

TEST_CASE("JSON of the right shape with a wrong number is filled in and marked") {
    auto form = form_of({int64});
    CHECK(form.from_json(R"({"cents": 12.5})") == "");
    CHECK(form.first_error() == "cents: 12.5 is not a whole number");
}

TEST_CASE("a width that makes no sense is taken for the widest") {
    CHECK(error({"it", FieldKind::Unsigned, 0, {}}, "18446744073709551615") == "");
    CHECK(error({"it", FieldKind::Integer, 200, {}}, "-9223372036854775808") == "");
}
