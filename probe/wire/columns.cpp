#include "probe/wire/columns.hpp"

#include "probe/wire/archive.hpp"
#include "probe/wire/codec.hpp"

// A packed column is a list of stretches. A stretch begins with a number whose
// lowest bit says which sort it is, and whose other bits say how long:
//   1: the one difference that follows, again and again;
//   0: as many differences, one after another.
namespace callboard::probe {
namespace {

// A shorter repeat costs no less than the same differences written out.
constexpr std::size_t repeat_min = 4;

std::uint64_t zigzag(std::uint64_t difference) {
    return difference << 1 ^ (0 - (difference >> 63));
}
std::uint64_t unzigzag(std::uint64_t value) { return value >> 1 ^ (0 - (value & 1)); }

void put_number(std::string& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
    out.push_back(static_cast<char>(value));
}

std::uint64_t take_number(std::string_view& bytes) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (bytes.empty()) throw BadBytes("A column ends too early.");
        const auto byte = static_cast<std::uint8_t>(bytes.front());
        bytes.remove_prefix(1);
        if (shift == 63 && byte > 1) throw BadBytes("A column holds a number beyond 64 bits.");
        value |= std::uint64_t{byte & 0x7fu} << shift;
        if (byte < 0x80) return value;
    }
    throw BadBytes("A column holds a number beyond 64 bits.");
}

void put_repeat(std::string& out, std::size_t length, std::uint64_t difference) {
    put_number(out, length << 1 | 1);
    put_number(out, difference);
}

void put_others(std::string& out, std::span<const std::uint64_t> differences) {
    if (differences.empty()) return;
    put_number(out, differences.size() << 1);
    for (const auto difference : differences) put_number(out, difference);
}

}  // namespace

std::string pack_column(std::span<const std::uint64_t> column) {
    std::vector<std::uint64_t> differences;
    differences.reserve(column.size());
    std::uint64_t before = 0;
    for (const auto value : column) {
        differences.push_back(zigzag(value - before));
        before = value;
    }
    std::string out;
    const std::span all(differences);
    std::size_t others_begin = 0;
    for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
        for (end = begin + 1; end < all.size() && all[end] == all[begin];) ++end;
        if (end - begin < repeat_min) continue;
        put_others(out, all.subspan(others_begin, begin - others_begin));
        put_repeat(out, end - begin, all[begin]);
        others_begin = end;
    }
    put_others(out, all.subspan(others_begin));
    return out;
}

std::vector<std::uint64_t> unpack_column(std::string_view packed, std::size_t count,
                                         std::uint64_t value_max) {
    if (count > rows_per_frame_max) throw BadBytes("A column is longer than a frame may be.");
    std::vector<std::uint64_t> column;
    column.reserve(count);
    std::uint64_t value = 0;
    const auto put = [&](std::uint64_t difference) {
        value += unzigzag(difference);
        if (value > value_max) throw BadBytes("A column holds a number out of range.");
        column.push_back(value);
    };
    while (column.size() < count) {
        const auto stretch = take_number(packed);
        const auto length = stretch >> 1;
        if (length == 0 || length > count - column.size())
            throw BadBytes("A column is not as long as the others.");
        if (stretch & 1) {
            const auto difference = take_number(packed);
            for (std::uint64_t n = 0; n < length; ++n) put(difference);
        } else {
            for (std::uint64_t n = 0; n < length; ++n) put(take_number(packed));
        }
    }
    if (!packed.empty()) throw BadBytes("A column is not as long as the others.");
    return column;
}

}  // namespace callboard::probe
