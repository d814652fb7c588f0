#pragma once

#include <cereal/cereal.hpp>

#include <string>
#include <type_traits>

#include "runtime/message/actor_address.hpp"

namespace callboard::runtime {

// What is a node of its own, between `open` and `close`, for the archives of JSON
// and of schemas; the rest is written in place.
template <class T>
constexpr bool is_mark = false;
template <class T>
constexpr bool is_mark<cereal::NameValuePair<T>> = true;
template <class T>
constexpr bool is_mark<cereal::SizeTag<T>> = true;
template <class T>
constexpr bool is_node = !is_mark<T> && !std::is_arithmetic_v<T> && !std::is_enum_v<T> &&
                         !std::is_same_v<T, std::string> && !IsAddress<T>;

}  // namespace callboard::runtime
