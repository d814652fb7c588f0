#pragma once

#include <string>

#include "probe/wire/schema.hpp"

namespace callboard::dashboard {

// A message as one line: Deposit {cents: int64, note: text}
std::string to_text(const probe::MessageSchema& schema);

}  // namespace callboard::dashboard
