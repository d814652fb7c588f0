#include "probe/wire/codec.hpp"

#include <cereal/types/string.hpp>
#include <cereal/types/variant.hpp>
#include <cereal/types/vector.hpp>

#include <exception>
#include <limits>
#include <stdexcept>
#include <utility>

#include "probe/wire/archive.hpp"
#include "probe/wire/columns.hpp"

namespace callboard::probe {

// ── The vocabulary, field by field ──────────────────────────────────────────
// cereal finds these by their argument, so they can not hide in a nameless
// namespace. Reading checks what the types can not say.

namespace {

template <class Archive, class Enum>
void visit_enum(Archive& archive, Enum& value, std::uint8_t count) {
    archive(value);
    if (Archive::is_loading::value && static_cast<std::uint8_t>(value) >= count)
        throw BadBytes("A choice is none of the known ones.");
}

void require(bool holds, const char* otherwise) {
    if (!holds) throw BadBytes(otherwise);
}

// One column, seen through `number_of` and back through `put`.
template <class Column, class NumberOf>
void save_column(BinaryWriter& writer, const Column& column, NumberOf number_of) {
    std::vector<std::uint64_t> numbers;
    numbers.reserve(column.size());
    for (const auto value : column) numbers.push_back(number_of(value));
    writer(pack_column(numbers));
}

template <class T>
void save_column(BinaryWriter& writer, const std::vector<T>& column) {
    save_column(writer, column, [](T value) { return static_cast<std::uint64_t>(value); });
}

void save_ids(BinaryWriter& writer, const std::vector<ActorId>& ids) {
    save_column(writer, ids, [](ActorId id) { return std::uint64_t{slot_of(id)}; });
    save_column(writer, ids, [](ActorId id) { return std::uint64_t{generation_of(id)}; });
}

std::vector<std::uint64_t> load_numbers(BinaryReader& reader, std::size_t count,
                                        std::uint64_t value_max) {
    std::string packed;
    reader(packed);
    return unpack_column(packed, count, value_max);
}

template <class T>
void load_column(BinaryReader& reader, std::size_t count, std::vector<T>& column,
                 std::uint64_t value_max) {
    const auto numbers = load_numbers(reader, count, value_max);
    column.clear();
    column.reserve(count);
    for (const auto number : numbers) column.push_back(static_cast<T>(number));
}

constexpr std::uint64_t u32_max = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t u64_max = std::numeric_limits<std::uint64_t>::max();

void load_ids(BinaryReader& reader, std::size_t count, std::vector<ActorId>& ids) {
    const auto slots = load_numbers(reader, count, u32_max);
    const auto generations = load_numbers(reader, count, u32_max);
    ids.clear();
    ids.reserve(count);
    for (std::size_t index = 0; index < count; ++index)
        ids.push_back(make_actor_id(static_cast<std::uint32_t>(slots[index]),
                                    static_cast<std::uint32_t>(generations[index])));
}

void save_count(BinaryWriter& writer, std::size_t count) {
    if (count > rows_per_frame_max)
        throw std::length_error("A frame has too many rows: split it into several.");
    writer(static_cast<std::uint32_t>(count));
}

std::size_t load_count(BinaryReader& reader) {
    std::uint32_t count = 0;
    reader(count);
    require(count <= rows_per_frame_max, "A frame has more rows than it may.");
    return count;
}

}  // namespace

template <class Archive>
void serialize(Archive& archive, NewName& name) {
    archive(name.id, name.text);
}

template <class Archive>
void serialize(Archive& archive, ActorSample& sample) {
    archive(sample.id, sample.parent, sample.name, sample.kind);
    visit_enum(archive, sample.state, actor_state_count);
    archive(sample.mailbox, sample.received, sample.sent, sample.failed, sample.restarts);
}

template <class Archive>
void serialize(Archive& archive, SystemSample& system) {
    archive(system.workers, system.live, system.handled, system.dead_letters, system.refused,
            system.frames_skipped, system.tick_cost_ns);
}

void save(BinaryWriter& writer, const ActorColumns& actors) {
    save_count(writer, actors.size());
    save_ids(writer, actors.id);
    save_ids(writer, actors.parent);
    save_column(writer, actors.name);
    save_column(writer, actors.kind);
    save_column(writer, actors.state);
    save_column(writer, actors.mailbox);
    save_column(writer, actors.received);
    save_column(writer, actors.sent);
    save_column(writer, actors.failed);
    save_column(writer, actors.restarts);
}

void load(BinaryReader& reader, ActorColumns& actors) {
    const auto count = load_count(reader);
    load_ids(reader, count, actors.id);
    load_ids(reader, count, actors.parent);
    load_column(reader, count, actors.name, u32_max);
    load_column(reader, count, actors.kind, u32_max);
    load_column(reader, count, actors.state, actor_state_count - 1);
    load_column(reader, count, actors.mailbox, u32_max);
    load_column(reader, count, actors.received, u64_max);
    load_column(reader, count, actors.sent, u64_max);
    load_column(reader, count, actors.failed, u64_max);
    load_column(reader, count, actors.restarts, u64_max);
}

void save(BinaryWriter& writer, const Frame& frame) {
    writer(frame.sequence, frame.at_ns, frame.wall_ms, frame.key, frame.part, frame.parts,
           frame.system, frame.names, frame.actors);
    save_count(writer, frame.stopped.size());
    save_ids(writer, frame.stopped);
}

void load(BinaryReader& reader, Frame& frame) {
    reader(frame.sequence, frame.at_ns, frame.wall_ms, frame.key, frame.part, frame.parts,
           frame.system, frame.names, frame.actors);
    load_ids(reader, load_count(reader), frame.stopped);
    require(frame.part < frame.parts, "A frame's part is beyond its parts.");
}

template <class Archive>
void serialize(Archive& archive, Field& field) {
    archive(field.name);
    visit_enum(archive, field.kind, field_kind_count);
    archive(field.bits, field.fields);
    if constexpr (Archive::is_loading::value)
        require(field.kind != FieldKind::List || field.fields.size() == 1,
                "A list in a schema does not say what it holds.");
}

template <class Archive>
void serialize(Archive& archive, MessageSchema& schema) {
    archive(schema.type, schema.fields);
}

template <class Archive>
void serialize(Archive& archive, StopActor& command) {
    archive(command.actor);
}
template <class Archive>
void serialize(Archive& archive, RestartActor& command) {
    archive(command.actor);
}
template <class Archive>
void serialize(Archive& archive, SendMessage& command) {
    archive(command.actor, command.type, command.json);
}
template <class Archive>
void serialize(Archive& archive, AskActor& command) {
    archive(command.actor, command.type, command.json);
}
template <class Archive>
void serialize(Archive& archive, InspectActor& command) {
    archive(command.actor);
}

template <class Archive>
void serialize(Archive& archive, StateGraph::Transition& transition) {
    archive(transition.from, transition.on, transition.to);
}
template <class Archive>
void serialize(Archive& archive, StateGraph& machine) {
    archive(machine.states, machine.transitions, machine.current);
}

template <class Archive>
void serialize(Archive& archive, ActorDetails& details) {
    archive(details.sample, details.kind, details.state_json, details.behaviour, details.accepts,
            details.children, details.last_failure, details.last_failure_message, details.machine);
}

template <class Archive>
void serialize(Archive& archive, Reply& reply) {
    visit_enum(archive, reply.outcome, outcome_count);
    archive(reply.text, reply.json, reply.took_ns, reply.details);
}

template <class Archive>
void serialize(Archive& archive, Hello& hello) {
    archive(hello.token, hello.viewer);
}
template <class Archive>
void serialize(Archive& archive, Pull& pull) {
    archive(pull.token, pull.session, pull.have, pull.viewer, pull.key_parts);
}
template <class Archive>
void serialize(Archive& archive, Order& order) {
    archive(order.token, order.session, order.viewer, order.id, order.command);
}
template <class Archive>
void serialize(Archive& archive, Welcome& welcome) {
    archive(welcome.node, welcome.session, welcome.viewer, welcome.pid, welcome.tick_ms);
}
template <class Archive>
void serialize(Archive& archive, Refusal& refusal) {
    archive(refusal.reason);
}

// ── The envelope ────────────────────────────────────────────────────────────

namespace {

constexpr std::string_view magic = "CBRD";

// What follows the version. Refusal's number and layout never change.
enum class Kind : std::uint8_t { Hello = 1, Pull, Order, Welcome, Frame, Reply, Refusal = 255 };

Kind kind_of(const Hello&) { return Kind::Hello; }
Kind kind_of(const Pull&) { return Kind::Pull; }
Kind kind_of(const Order&) { return Kind::Order; }
Kind kind_of(const Welcome&) { return Kind::Welcome; }
Kind kind_of(const Frame&) { return Kind::Frame; }
Kind kind_of(const Reply&) { return Kind::Reply; }
Kind kind_of(const Refusal&) { return Kind::Refusal; }

template <class T>
std::string encode_one(const T& value) {
    std::string bytes(magic);
    BinaryWriter writer(bytes);
    writer(wire_version, kind_of(value), value);
    return bytes;
}

struct Header {
    std::uint16_t version = 0;
    Kind kind = {};
};

Header read_header(BinaryReader& reader) {
    char start[magic.size()] = {};
    reader.read(start, sizeof start);
    require(std::string_view(start, sizeof start) == magic, "This is not a Callboard message.");
    Header header;
    reader(header.version, header.kind);
    return header;
}

template <class T>
T read_last(BinaryReader& reader) {
    T value = {};
    reader(value);
    require(reader.remaining() == 0, "There are bytes left over at the end.");
    return value;
}

// A newer side may know better what to do, so its own words come first.
Disbelief other_version(BinaryReader& reader, const Header& header, std::string sentence) {
    if (header.kind == Kind::Refusal) {
        try {
            sentence = read_last<Refusal>(reader).reason;
        } catch (const BadBytes&) {  // Then our sentence serves.
        }
    }
    return {.reason = std::move(sentence), .their_version = header.version};
}

// Runs `read`, and answers whatever it throws as disbelief.
template <class Message, class Read>
std::variant<Message, Disbelief> believe(std::span<const char> bytes, Read read) {
    if (bytes.size() > message_bytes_max)
        return Disbelief{"The message is larger than any that is sent."};
    try {
        BinaryReader reader(bytes);
        return read(reader, read_header(reader));
    } catch (const std::exception& error) {
        return Disbelief{error.what()};
    }
}

}  // namespace

std::string encode(const Request& request) {
    return std::visit([](const auto& one) { return encode_one(one); }, request);
}

std::string encode(const Response& response) {
    return std::visit([](const auto& one) { return encode_one(one); }, response);
}

std::string encode(const Frame& frame) { return encode_one(frame); }

std::variant<Request, Disbelief> decode_request(std::span<const char> bytes) {
    using Result = std::variant<Request, Disbelief>;
    return believe<Request>(bytes, [](BinaryReader& reader, const Header& header) -> Result {
        if (header.version != wire_version)
            return other_version(reader, header,
                                 "The viewer speaks version " + std::to_string(header.version) +
                                     " of the wire, this program version " +
                                     std::to_string(wire_version) +
                                     ": use the callboard built with the program.");
        switch (header.kind) {
            case Kind::Hello: return read_last<Hello>(reader);
            case Kind::Pull: return read_last<Pull>(reader);
            case Kind::Order: return read_last<Order>(reader);
            default: throw BadBytes("This is not a request.");
        }
    });
}

std::variant<Response, Disbelief> decode_response(std::span<const char> bytes) {
    using Result = std::variant<Response, Disbelief>;
    return believe<Response>(bytes, [](BinaryReader& reader, const Header& header) -> Result {
        if (header.version != wire_version)
            return other_version(reader, header,
                                 "The program speaks version " + std::to_string(header.version) +
                                     " of the wire, this viewer version " +
                                     std::to_string(wire_version) +
                                     ": use the callboard built with it.");
        switch (header.kind) {
            case Kind::Welcome: return read_last<Welcome>(reader);
            case Kind::Frame: return read_last<Frame>(reader);
            case Kind::Reply: return read_last<Reply>(reader);
            case Kind::Refusal: return read_last<Refusal>(reader);
            default: throw BadBytes("This is not an answer.");
        }
    });
}

}  // namespace callboard::probe
