#pragma once

#include <string>

namespace callboard::runtime {

// What the exception that is being handled says. Only inside of a catch.
std::string text_of_current_exception();

}  // namespace callboard::runtime
