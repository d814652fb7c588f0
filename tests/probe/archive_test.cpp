#include "probe/wire/archive.hpp"

#include <cereal/types/array.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/memory.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/variant.hpp>
#include <doctest/doctest.h>

#include <array>
#include <memory>

using namespace callboard::probe;

namespace {

enum class Colour : std::uint8_t { Red, Blue };

struct Letter {
    std::string text = {};
    Colour colour = Colour::Red;
    bool urgent = false;
    double weight = 0;
    std::vector<std::string> copies = {};
    std::vector<std::int32_t> numbers = {};
    std::vector<bool> flags = {};
    std::map<std::string, int> prices = {};
    std::optional<std::string> note = {};
    std::variant<int, std::string> choice = {};

    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(text), CEREAL_NVP(colour), CEREAL_NVP(urgent), CEREAL_NVP(weight),
                CEREAL_NVP(copies), CEREAL_NVP(numbers), CEREAL_NVP(flags), CEREAL_NVP(prices),
                CEREAL_NVP(note), CEREAL_NVP(choice));
    }
    bool operator==(const Letter&) const = default;
};

struct Nest {
    std::unique_ptr<Nest> inner = {};
    template <class Archive>
    void serialize(Archive& archive) {
        archive(inner);
    }
};

struct Empty {};

Letter full_letter() {
    return {.text = "Dear Till",
            .colour = Colour::Blue,
            .urgent = true,
            .weight = 1.5,
            .copies = {"a", "", "ccc"},
            .numbers = {1, -2, 3},
            .flags = {true, false, true},
            .prices = {{"tea", 3}, {"cake", 4}},
            .note = "n",
            .choice = "text"};
}

template <class T>
T read_back(const std::string& bytes) {
    T value = {};
    from_bytes(bytes, value);
    return value;
}

}  // namespace

TEST_CASE("a value of many types is the same after the wire") {
    CHECK(read_back<Letter>(to_bytes(full_letter())) == full_letter());
    CHECK(read_back<Letter>(to_bytes(Letter{})) == Letter{});
}

TEST_CASE("numbers are little endian and of fixed width, lengths 32 bits") {
    CHECK(to_bytes(std::uint32_t{0x01020304}) == std::string("\4\3\2\1"));
    CHECK(to_bytes(std::string("ab")) == std::string("\2\0\0\0ab", 6));
}

TEST_CASE("an empty message is no bytes") { CHECK(to_bytes(Empty{}).empty()); }

TEST_CASE("a letter cut off anywhere is refused") {
    const auto bytes = to_bytes(full_letter());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CAPTURE(size);
        CHECK_THROWS_AS(read_back<Letter>(bytes.substr(0, size)), BadBytes);
    }
}

TEST_CASE("bytes left over are refused") {
    CHECK_THROWS_AS(read_back<Letter>(to_bytes(full_letter()) + "x"), BadBytes);
}

TEST_CASE("a length beyond the bytes that remain is refused before room is made for it") {
    const auto four_billion = to_bytes(std::uint32_t{0xffffffff});
    CHECK_THROWS_AS(read_back<std::string>(four_billion), BadBytes);
    CHECK_THROWS_AS(read_back<std::vector<std::string>>(four_billion), BadBytes);
    CHECK_THROWS_AS(read_back<std::vector<std::uint64_t>>(four_billion), BadBytes);
    // 9 entries of 8 bytes do not fit in the 10 bytes that follow.
    CHECK_THROWS_AS(read_back<std::vector<std::uint64_t>>(to_bytes(9u) + "0123456789"), BadBytes);
}

TEST_CASE("a bool that is neither yes nor no is refused") {
    CHECK_THROWS_AS(read_back<bool>("\2"), BadBytes);
    CHECK_THROWS_AS((read_back<std::array<bool, 2>>("\1\7")), BadBytes);
}

TEST_CASE("a variant of an unknown sort is refused") {
    CHECK_THROWS_AS((read_back<std::variant<int, bool>>(to_bytes(std::int32_t{2}))), BadBytes);
    CHECK_THROWS_AS((read_back<std::variant<int, bool>>(to_bytes(std::int32_t{-1}))), BadBytes);
}

TEST_CASE("nesting is followed to a depth and no further") {
    const std::string some_levels(10, '\1');
    CHECK_NOTHROW(read_back<Nest>(some_levels + '\0'));
    const std::string too_many(BinaryReader::depth_max, '\1');
    CHECK_THROWS_AS(read_back<Nest>(too_many + '\0'), BadBytes);
}
