#pragma once

#include <vector>

namespace callboard::dashboard {

// The emblem as pixels, `size` wide and high: red, green, blue, opacity.
std::vector<unsigned char> icon_pixels(int size);

}  // namespace callboard::dashboard
