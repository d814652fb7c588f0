#pragma once

#include <string>
#include <string_view>

namespace callboard::runtime {

namespace detail {
template <class T>
constexpr std::string_view spelled() {
    std::string_view text = __PRETTY_FUNCTION__;
    text.remove_prefix(text.find("T = ") + 4);
    return text.substr(0, text.find_first_of(";]"));
}
std::string tidy_type_name(std::string_view spelled);
}  // namespace detail

// The type's name as its author wrote it: with namespaces, without
// "(anonymous namespace)" and without what the standard library adds to itself.
template <class T>
const std::string& type_name() {
    static const std::string name = detail::tidy_type_name(detail::spelled<T>());
    return name;
}

}  // namespace callboard::runtime
