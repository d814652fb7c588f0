#pragma once

#include <string_view>

namespace callboard::runtime {

// Whether a path fits a pattern: `?` is one letter and `*` any letters, both but `/`; `**`
// is any letters. Time grows with the product of both lengths, whatever the pattern.
bool glob_fits(std::string_view pattern, std::string_view path);

}  // namespace callboard::runtime
