#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace callboard::probe {

std::string random_token();     // 32 hex letters.
std::uint64_t random_number();  // Never 0.

// Takes as long for a near miss as for a wide one, so that timing tells nothing.
bool same_secret(std::string_view given, std::string_view secret);

}  // namespace callboard::probe
