#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <variant>

#include "probe/link/film.hpp"
#include "probe/wire/codec.hpp"

using namespace callboard::probe;

namespace {

// What was believed must be ours to send: it encodes, and is believed again.
void must_hold(bool holds) {
    if (!holds) std::abort();
}

void try_request(std::span<const char> bytes) {
    const auto decoded = decode_request(bytes);
    if (const auto* request = std::get_if<Request>(&decoded))
        must_hold(std::holds_alternative<Request>(decode_request(encode(*request))));
}

void try_response(std::span<const char> bytes) {
    const auto decoded = decode_response(bytes);
    if (const auto* response = std::get_if<Response>(&decoded))
        must_hold(std::holds_alternative<Response>(decode_response(encode(*response))));
}

void try_recording(const std::uint8_t* data, std::size_t size) {
    // fmemopen takes no empty file, and never writes to one that is only read.
    OpenFile file(size > 0 ? fmemopen(const_cast<std::uint8_t*>(data), size, "rb") : nullptr);
    if (!file) return;
    FilmReader reader(std::move(file));
    if (!reader.rewind()) return;
    while (reader.read()) {}
}

}  // namespace

// Whatever arrives, every door answers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span bytes(reinterpret_cast<const char*>(data), size);
    try_request(bytes);
    try_response(bytes);
    try_recording(data, size);
    return 0;
}
