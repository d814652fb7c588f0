#include "probe/link/secret.hpp"

#include <fstream>
#include <stdexcept>

namespace callboard::probe {
namespace {

void fill_random(void* data, std::size_t size) {
    std::ifstream source("/dev/urandom", std::ios::binary);
    if (!source.read(static_cast<char*>(data), static_cast<std::streamsize>(size)))
        throw std::runtime_error(
            "Callboard cannot read /dev/urandom, and without it no key can be made: make it "
            "readable, or run without a probe.");
}

}  // namespace

std::string random_token() {
    unsigned char bytes[16] = {};
    fill_random(bytes, sizeof bytes);
    std::string token;
    for (const unsigned byte : bytes) {
        constexpr std::string_view digits = "0123456789abcdef";
        token += {digits[byte >> 4], digits[byte & 15]};
    }
    return token;
}

std::uint64_t random_number() {
    std::uint64_t number = 0;
    fill_random(&number, sizeof number);
    return number | 1;
}

bool same_secret(std::string_view given, std::string_view secret) {
    unsigned difference = given.size() == secret.size() ? 0 : 1;
    for (std::size_t index = 0; index < secret.size(); ++index) {
        const char letter = given.empty() ? '\0' : given[index % given.size()];
        difference |= static_cast<unsigned>(letter ^ secret[index]);
    }
    return difference == 0;
}

}  // namespace callboard::probe
