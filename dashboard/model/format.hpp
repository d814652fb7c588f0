#pragma once

#include <cstdint>
#include <string>

// Numbers for people. Every function is pure; any thread.
namespace callboard::dashboard {

std::string grouped(std::uint64_t value);         // 1,204 — exact, however long.
std::string number(double value);                 // 1,204 · 48.1 k · 3.81 M
std::string rate(double per_second);              // 48.1 k/s
std::string duration(std::uint64_t nanoseconds);  // 212 µs · 1.50 s · 2 min 5 s
std::string age(double seconds);                  // 0.1 s · 12 s · 3 min · 2 h
std::string bytes(std::uint64_t count);           // 512 B · 1.50 KiB · 3.81 MiB

}  // namespace callboard::dashboard
