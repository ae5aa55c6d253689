// Sizes and spans of time as they are spoken of.
#pragma once
#include <chrono>
#include <cstdint>

namespace postern {

inline namespace units {
using namespace std::chrono_literals;  // 5min, 30s, 100ms

consteval std::uint64_t operator""_KiB(unsigned long long n) { return n << 10; }
consteval std::uint64_t operator""_MiB(unsigned long long n) { return n << 20; }
consteval std::uint64_t operator""_GiB(unsigned long long n) { return n << 30; }
}  // namespace units

}  // namespace postern
