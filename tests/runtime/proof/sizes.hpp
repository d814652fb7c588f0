#pragma once

namespace callboard::tests {

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

// How much to do: sanitizers make every step ten times as slow.
template <class Count>
constexpr Count sized(Count plain, Count under_sanitizers) {
    return sanitized ? under_sanitizers : plain;
}

}  // namespace callboard::tests
