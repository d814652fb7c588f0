#pragma once

#include <string>

namespace callboard::dashboard {

// Where a file of the folder "shaders" or "assets" lies: in the folder that
// CALLBOARD_SHADERS or CALLBOARD_ASSETS names, in the source tree the program was
// built from, or in share/callboard beside where it is installed.
std::string data_file(const std::string& folder, const std::string& file);

// The name of the variable that says where the folder is.
std::string data_variable(std::string folder);

}  // namespace callboard::dashboard
