#pragma once

#include <string>

#include "dashboard/views/desk.hpp"
#include "dashboard/views/marks.hpp"

namespace callboard::dashboard {

// The link's standing in a shape, a word and a sentence.
struct LinkWords {
    Mark mark = {};
    std::string word = {};
    std::string sentence = {};
};
LinkWords link_words(const Desk& desk);

// Whether what is on the screen is no longer what is true.
bool is_stale(const Desk& desk);

}  // namespace callboard::dashboard
