#include "probe/link/film.hpp"

#include <cstdint>
#include <utility>
#include <variant>

#include "probe/wire/archive.hpp"
#include "probe/wire/codec.hpp"

namespace callboard::probe {
namespace {

constexpr std::string_view letters = "CALLFILM";
constexpr std::uint16_t film_version = 1;
constexpr std::size_t start_size = letters.size() + sizeof film_version;

}  // namespace

bool FilmWriter::start() { return put(std::string(letters) + to_bytes(film_version)); }

bool FilmWriter::write(const Frame& frame) {
    const auto bytes = encode(frame);
    // Flushed: what is on disk is whole up to here, whatever becomes of the program.
    return put(to_bytes(static_cast<std::uint32_t>(bytes.size()))) && put(bytes) &&
           std::fflush(file_.get()) == 0;
}

bool FilmWriter::put(const std::string& bytes) {
    return std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size();
}

bool FilmReader::rewind() {
    std::rewind(file_.get());
    complaint_.clear();
    const auto start = take(start_size);
    if (start.size() < start_size || !start.starts_with(letters)) {
        complaint_ = "is not a Callboard recording: choose a file made by recording.";
        return false;
    }
    if (start.substr(letters.size()) != to_bytes(film_version)) {
        complaint_ =
            "is a recording of another version: play it with the callboard it was made by.";
        return false;
    }
    return true;
}

std::optional<Frame> FilmReader::read() {
    const auto length_bytes = take(sizeof(std::uint32_t));
    if (length_bytes.empty()) return std::nullopt;
    complaint_ = "breaks off: what was whole is played, the rest is left out.";
    if (length_bytes.size() < sizeof(std::uint32_t)) return std::nullopt;
    std::uint32_t length = 0;
    from_bytes(length_bytes, length);
    if (length > message_bytes_max) return std::nullopt;
    const auto bytes = take(length);
    auto decoded = decode_response(bytes);
    auto* response = std::get_if<Response>(&decoded);
    auto* frame = response ? std::get_if<Frame>(response) : nullptr;
    if (frame == nullptr || bytes.size() < length) return std::nullopt;
    complaint_.clear();
    return std::move(*frame);
}

std::string FilmReader::take(std::size_t count) {
    std::string bytes(count, '\0');
    bytes.resize(std::fread(bytes.data(), 1, count, file_.get()));
    return bytes;
}

}  // namespace callboard::probe
