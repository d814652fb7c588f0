#pragma once

#include <cereal/cereal.hpp>
#include <cereal/types/common.hpp>
#include <cereal/types/deque.hpp>
#include <cereal/types/list.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>

#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>

namespace callboard::probe {

static_assert(std::endian::native == std::endian::little,
              "the wire is little endian and these archives copy memory as it is");

// Bytes that can not be what they claim to be.
class BadBytes : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// A cereal archive that appends to a string: little endian, fixed width, a
// length is 32 bits. One thread at a time.
class BinaryWriter : public cereal::OutputArchive<BinaryWriter, cereal::AllowEmptyClassElision> {
public:
    explicit BinaryWriter(std::string& bytes) : OutputArchive(this), bytes_(bytes) {}

    void write(const void* data, std::size_t size) {
        bytes_.append(static_cast<const char*>(data), size);
    }

private:
    std::string& bytes_;
};

// A cereal archive over bytes from outside. It believes nothing: a length beyond
// the bytes that remain, a bool that is neither 0 nor 1, nesting beyond
// `depth_max` and reading past the end all throw BadBytes. One thread at a time.
class BinaryReader : public cereal::InputArchive<BinaryReader, cereal::AllowEmptyClassElision> {
public:
    static constexpr int depth_max = 64;

    explicit BinaryReader(std::span<const char> bytes) : InputArchive(this), bytes_(bytes) {}

    void read(void* data, std::size_t size) {
        if (size > bytes_.size()) throw BadBytes("The bytes end too early.");
        if (size > 0) std::memcpy(data, bytes_.data(), size);  // An empty target may be null.
        bytes_ = bytes_.subspan(size);
    }
    std::size_t remaining() const { return bytes_.size(); }

    void descend() {
        if (++depth_ > depth_max) throw BadBytes("The bytes are nested too deep.");
    }
    void ascend() { --depth_; }

private:
    std::span<const char> bytes_;
    int depth_ = 0;
};

// ── What cereal asks of an archive ──────────────────────────────────────────

template <class T>
requires std::is_arithmetic_v<T>
void CEREAL_SAVE_FUNCTION_NAME(BinaryWriter& writer, const T& value) {
    writer.write(&value, sizeof value);
}

template <class T>
requires std::is_arithmetic_v<T>
void CEREAL_LOAD_FUNCTION_NAME(BinaryReader& reader, T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        std::uint8_t byte = 0;
        reader.read(&byte, 1);
        if (byte > 1) throw BadBytes("A yes-or-no value is neither.");
        value = byte == 1;
    } else {
        reader.read(&value, sizeof value);
    }
}

template <class T>
void CEREAL_SERIALIZE_FUNCTION_NAME(BinaryWriter& writer, cereal::NameValuePair<T>& pair) {
    writer(pair.value);
}
template <class T>
void CEREAL_SERIALIZE_FUNCTION_NAME(BinaryReader& reader, cereal::NameValuePair<T>& pair) {
    reader(pair.value);
}

template <class T>
void CEREAL_SERIALIZE_FUNCTION_NAME(BinaryWriter& writer, cereal::SizeTag<T>& tag) {
    const auto size = static_cast<std::uint64_t>(tag.size);
    if (size > std::numeric_limits<std::uint32_t>::max())
        throw std::length_error("A list of more than 4 billion entries can not be sent.");
    writer(static_cast<std::uint32_t>(size));
}
template <class T>
void CEREAL_SERIALIZE_FUNCTION_NAME(BinaryReader& reader, cereal::SizeTag<T>& tag) {
    std::uint32_t size = 0;
    reader(size);
    // No entry is smaller than a byte, but an empty class, and nobody sends millions of those.
    if (size > reader.remaining()) throw BadBytes("A length is larger than what follows it.");
    tag.size = size;
}

template <class T>
void CEREAL_SAVE_FUNCTION_NAME(BinaryWriter& writer, const cereal::BinaryData<T>& data) {
    writer.write(data.data, static_cast<std::size_t>(data.size));
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(BinaryReader& reader, cereal::BinaryData<T>& data) {
    using Element = std::remove_cv_t<std::remove_pointer_t<T>>;
    if constexpr (std::is_same_v<Element, bool>) {
        auto* const flags = static_cast<bool*>(data.data);
        for (std::size_t index = 0; index < data.size; ++index) reader(flags[index]);
    } else {
        reader.read(data.data, static_cast<std::size_t>(data.size));
    }
}

// cereal makes room for as many entries as a length says before it reads the
// first. These grow as entries arrive, so a short message can not claim gigabytes.
template <class List>
void read_entries(BinaryReader& reader, List& list) {
    cereal::size_type size = 0;
    reader(cereal::make_size_tag(size));
    list.clear();
    for (; size > 0; --size) reader(list.emplace_back());
}
template <class T, class A>
requires(!std::is_arithmetic_v<T>) void CEREAL_LOAD_FUNCTION_NAME(BinaryReader& reader,
                                                                  std::vector<T, A>& list) {
    read_entries(reader, list);
}
template <class T, class A>
requires(std::is_arithmetic_v<T> &&
         !std::is_same_v<T, bool>) void CEREAL_LOAD_FUNCTION_NAME(BinaryReader& reader,
                                                                  std::vector<T, A>& list) {
    cereal::size_type size = 0;
    reader(cereal::make_size_tag(size));
    if (size > reader.remaining() / sizeof(T))
        throw BadBytes("A length is larger than what follows it.");
    list.resize(static_cast<std::size_t>(size));
    reader.read(list.data(), list.size() * sizeof(T));
}
template <class T, class A>
void CEREAL_LOAD_FUNCTION_NAME(BinaryReader& reader, std::deque<T, A>& list) {
    read_entries(reader, list);
}
template <class T, class A>
void CEREAL_LOAD_FUNCTION_NAME(BinaryReader& reader, std::list<T, A>& list) {
    read_entries(reader, list);
}

// Only what can hold others counts as a level.
template <class T>
inline constexpr bool is_level = !std::is_arithmetic_v<T> && !std::is_enum_v<T>;
template <class T>
inline constexpr bool is_level<cereal::NameValuePair<T>> = false;
template <class T>
inline constexpr bool is_level<cereal::SizeTag<T>> = false;

template <class T>
void prologue(BinaryReader& reader, const T&) {
    if constexpr (is_level<T>) reader.descend();
}
template <class T>
void epilogue(BinaryReader& reader, const T&) {
    if constexpr (is_level<T>) reader.ascend();
}

// ── Whole values ────────────────────────────────────────────────────────────

template <class T>
std::string to_bytes(const T& value) {
    std::string bytes;
    BinaryWriter writer(bytes);
    writer(value);
    return bytes;
}

// Throws BadBytes, also when bytes are left over.
template <class T>
void from_bytes(std::span<const char> bytes, T& value) {
    try {
        BinaryReader reader(bytes);
        reader(value);
        if (reader.remaining() > 0) throw BadBytes("There are bytes left over at the end.");
    } catch (const cereal::Exception& error) {  // E.g. a variant's index out of range.
        throw BadBytes(error.what());
    }
}

}  // namespace callboard::probe

CEREAL_REGISTER_ARCHIVE(callboard::probe::BinaryWriter)
CEREAL_REGISTER_ARCHIVE(callboard::probe::BinaryReader)
CEREAL_SETUP_ARCHIVE_TRAITS(callboard::probe::BinaryReader, callboard::probe::BinaryWriter)
