#include "runtime/message/type_name.hpp"

namespace callboard::runtime::detail {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

}  // namespace

std::string tidy_type_name(std::string_view spelled) {
    std::string name(spelled);
    replace_all(name, "{anonymous}::", "");            // g++
    replace_all(name, "(anonymous namespace)::", "");  // clang
    replace_all(name, "std::__cxx11::", "std::");
    replace_all(name, "std::basic_string<char>", "std::string");
    replace_all(name, "long unsigned int", "uint64");
    replace_all(name, "unsigned long", "uint64");
    replace_all(name, "long int", "int64");
    if (name == "long") name = "int64";
    return name;
}

}  // namespace callboard::runtime::detail
