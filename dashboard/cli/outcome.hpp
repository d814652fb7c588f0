#pragma once

#include <string>

namespace callboard::dashboard {

// What the shell is told.
enum class ExitCode : int { Done = 0, Refused = 1, Usage = 2, NotConnected = 3, TimedOut = 4 };

// Thrown by a verb that can not go on. The sentence is for the person.
struct Failure {
    ExitCode code = ExitCode::Refused;
    std::string sentence = {};
};

}  // namespace callboard::dashboard
