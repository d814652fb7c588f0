#include "probe/wire/codec.hpp"

#include <doctest/doctest.h>

#include "tests/support/frame_builder.hpp"

using namespace callboard::probe;
using callboard::tests::frame;
using callboard::tests::id;

namespace {

constexpr std::size_t version_at = 4;  // After the four letters.

template <class T>
T request(const std::string& bytes) {
    return std::get<T>(std::get<Request>(decode_request(bytes)));
}
template <class T>
T response(const std::string& bytes) {
    return std::get<T>(std::get<Response>(decode_response(bytes)));
}
template <class Decoded>
bool believed(const Decoded& decoded) {
    return !std::holds_alternative<Disbelief>(decoded);
}

Frame full_frame() {
    auto full = frame(7)
                    .key(1, 3)
                    .named(1, "Till")
                    .named(2, "")
                    .actor({.id = id(1), .kind = NameId{1}, .state = ActorState::Busy})
                    .actor({.id = id(9, 5),
                            .parent = id(1),
                            .name = NameId{2},
                            .kind = NameId{1},
                            .state = ActorState::Stopped,
                            .mailbox = 0xffffffff,
                            .received = ~0ull,
                            .sent = 1,
                            .failed = 2,
                            .restarts = 3})
                    .stopped(id(4, 3))
                    .system({.workers = 2, .live = 3, .handled = 4, .dead_letters = 5})
                    .build();
    full.wall_ms = -1;
    return full;
}

Reply full_reply() {
    const Field list{.name = "items",
                     .kind = FieldKind::List,
                     .fields = {{.kind = FieldKind::Integer, .bits = 64}}};
    return {.outcome = Outcome::TimedOut,
            .text = "text",
            .json = "{}",
            .took_ns = 5,
            .details = {{.sample = {.id = id(3), .state = ActorState::Idle},
                         .kind = "Till",
                         .state_json = "{\"cents\":1}",
                         .behaviour = "closed",
                         .accepts = {{.type = "Deposit", .fields = {list}}},
                         .children = 2,
                         .last_failure = "broke",
                         .last_failure_message = "Deposit",
                         .machine = {.states = {"open", "closed"},
                                     .transitions = {{"open", "Close", "closed"}},
                                     .current = "closed"}}}};
}

// The same bytes, said to be of another version.
std::string of_version(std::string bytes, char version) {
    bytes[version_at] = version;
    return bytes;
}

}  // namespace

TEST_CASE("a frame is the same after the wire") {
    const auto sent = full_frame();
    const auto got = response<Frame>(encode(sent));
    CHECK(got.sequence == 7);
    CHECK(got.at_ns == sent.at_ns);
    CHECK(got.wall_ms == -1);
    CHECK(got.key);
    CHECK(got.part == 1);
    CHECK(got.parts == 3);
    CHECK(got.system.dead_letters == 5);
    REQUIRE(got.names.size() == 2);
    CHECK(got.names[0].text == "Till");
    REQUIRE(got.actors.size() == 2);
    CHECK(got.actors.row(0) == sent.actors.row(0));
    CHECK(got.actors.row(1) == sent.actors.row(1));
    CHECK(got.stopped == sent.stopped);
}

TEST_CASE("requests are the same after the wire") {
    const auto hello = request<Hello>(encode(Request{Hello{"key", "me"}}));
    CHECK(hello.token == "key");
    CHECK(hello.viewer == "me");

    const auto pull = request<Pull>(encode(Request{Pull{"key", 1, 2, 3, 4}}));
    CHECK(pull.session == 1);
    CHECK(pull.have == 2);
    CHECK(pull.viewer == 3);
    CHECK(pull.key_parts == 4);

    const Command command = AskActor{id(5), "Deposit", "{}"};
    const auto order = request<Order>(encode(Request{Order{"key", 1, 2, 3, command}}));
    CHECK(order.viewer == 2);
    CHECK(order.id == 3);
    CHECK(std::get<AskActor>(order.command).actor == id(5));
    CHECK(std::get<AskActor>(order.command).json == "{}");
}

TEST_CASE("answers are the same after the wire") {
    const auto welcome = response<Welcome>(encode(Response{Welcome{"bank", 1, 2, 3, 4}}));
    CHECK(welcome.node == "bank");
    CHECK(welcome.tick_ms == 4);
    CHECK(response<Refusal>(encode(Response{Refusal{"No."}})).reason == "No.");

    const auto reply = response<Reply>(encode(Response{full_reply()}));
    CHECK(reply.outcome == Outcome::TimedOut);
    REQUIRE(reply.details.size() == 1);
    CHECK(reply.details[0].sample == full_reply().details[0].sample);
    CHECK(reply.details[0].accepts.at(0).fields.at(0).fields.at(0).bits == 64);
    CHECK(reply.details[0].last_failure_message == "Deposit");
    CHECK(reply.details[0].behaviour == "closed");
    CHECK(reply.details[0].machine == full_reply().details[0].machine);
}

TEST_CASE("a million idle actors cost less than 4 bytes each") {
    constexpr std::uint32_t actors = 1'000'000;
    std::size_t bytes = 0;
    Frame part;
    for (std::uint32_t slot = 0; slot < actors; ++slot) {
        part.actors.push_back({.id = id(slot),
                               .parent = id(0),
                               .name = NameId{slot + 2},
                               .kind = NameId{1},
                               .state = ActorState::Idle});
        if (part.actors.size() < rows_per_frame_max && slot + 1 < actors) continue;
        bytes += encode(part).size();
        part.actors.clear();
    }
    MESSAGE("bytes for a million idle actors: " << bytes);
    CHECK(bytes < 4 * actors);
}

TEST_CASE("a message cut off anywhere is not believed") {
    for (const auto& whole : {encode(full_frame()), encode(Response{full_reply()})})
        for (std::size_t size = 0; size < whole.size(); ++size) {
            CAPTURE(size);
            CHECK_FALSE(believed(decode_response({whole.data(), size})));
        }
    const auto order = encode(Request{Order{"key", 1, 2, 3, SendMessage{id(1), "A", "{}"}}});
    for (std::size_t size = 0; size < order.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(believed(decode_request({order.data(), size})));
    }
}

TEST_CASE("bytes after the message are not believed") {
    CHECK_FALSE(believed(decode_response(encode(full_frame()) + '\0')));
    CHECK_FALSE(believed(decode_request(encode(Request{Hello{}}) + '\0')));
}

TEST_CASE("a request is no answer and an answer no request") {
    CHECK_FALSE(believed(decode_response(encode(Request{Hello{}}))));
    CHECK_FALSE(believed(decode_request(encode(Response{Welcome{}}))));
}

TEST_CASE("a program of another version is told apart and named in one sentence") {
    const auto decoded = decode_response(of_version(encode(Response{Welcome{}}), 3));
    const auto& disbelief = std::get<Disbelief>(decoded);
    CHECK(disbelief.their_version == 3);
    CHECK(disbelief.reason ==
          "The program speaks version 3 of the wire, this viewer version 1: use the callboard "
          "built with it.");
    const auto asked = decode_request(of_version(encode(Request{Hello{}}), 2));
    CHECK(std::get<Disbelief>(asked).their_version == 2);
}

TEST_CASE("a refusal can be read across versions") {
    const auto refusal = of_version(encode(Response{Refusal{"Too old: take the new one."}}), 9);
    const auto decoded = decode_response(refusal);
    CHECK(std::get<Disbelief>(decoded).their_version == 9);
    CHECK(std::get<Disbelief>(decoded).reason == "Too old: take the new one.");
}

TEST_CASE("choices out of range are not believed") {
    auto frame = full_frame();
    frame.actors.state[0] = ActorState{actor_state_count};
    CHECK_FALSE(believed(decode_response(encode(frame))));
    auto reply = full_reply();
    reply.outcome = Outcome{outcome_count};
    CHECK_FALSE(believed(decode_response(encode(Response{reply}))));
    reply = full_reply();
    reply.details[0].accepts[0].fields[0].kind = FieldKind{field_kind_count};
    CHECK_FALSE(believed(decode_response(encode(Response{reply}))));
}

TEST_CASE("a frame whose part is beyond its parts is not believed") {
    CHECK_FALSE(believed(decode_response(encode(frame(1).key(2, 2).build()))));
}

TEST_CASE("columns of unequal length are not believed") {
    auto uneven = full_frame();
    uneven.actors.sent.pop_back();
    CHECK_FALSE(believed(decode_response(encode(uneven))));
    uneven = full_frame();
    uneven.actors.parent.push_back(id(1));
    CHECK_FALSE(believed(decode_response(encode(uneven))));
}

TEST_CASE("a schema that nests without end is not believed") {
    Field field{.kind = FieldKind::Object};
    for (int level = 0; level < 100; ++level)
        field = {.kind = FieldKind::Object, .fields = {field}};
    auto reply = full_reply();
    reply.details[0].accepts = {{.type = "Deep", .fields = {field}}};
    CHECK_FALSE(believed(decode_response(encode(Response{reply}))));
}

TEST_CASE("a list in a schema says what it holds") {
    auto reply = full_reply();
    reply.details[0].accepts[0].fields[0].fields.clear();
    CHECK_FALSE(believed(decode_response(encode(Response{reply}))));
}

TEST_CASE("a frame of too many rows is not sent") {
    Frame frame;
    frame.stopped.resize(rows_per_frame_max + 1);
    CHECK_THROWS(encode(frame));
}
