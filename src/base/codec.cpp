// Encoding and checked decoding of stored bytes.
#include "base/codec.h"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace postern {

Encoder& Encoder::varint(std::uint64_t v) {
  for (; v >= 0x80; v >>= 7) out_ += static_cast<char>(v | 0x80);
  out_ += static_cast<char>(v);
  return *this;
}

Encoder& Encoder::zigzag(std::int64_t v) {
  return varint((static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63));
}

Encoder& Encoder::big32(std::uint32_t v) {
  for (int shift = 24; shift >= 0; shift -= 8) out_ += static_cast<char>(v >> shift & 255);
  return *this;
}

Encoder& Encoder::big64(std::uint64_t v) {
  return big32(static_cast<std::uint32_t>(v >> 32)).big32(static_cast<std::uint32_t>(v));
}

Encoder& Encoder::bytes(std::string_view s) { return varint(s.size()).raw(s); }

std::uint8_t Decoder::u8() {
  const auto one = raw(1);
  return one.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(one[0]);
}

std::uint64_t Decoder::varint() {
  std::uint64_t v = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const auto b = u8();
    if (!ok_) return 0;
    if (shift == 63 && b > 1) break;
    v |= static_cast<std::uint64_t>(b & 0x7F) << shift;
    if (!(b & 0x80)) return v;
  }
  failed();
  return 0;
}

std::int64_t Decoder::zigzag() {
  const auto v = varint();
  return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1);
}

std::uint32_t Decoder::big32() {
  std::uint32_t v = 0;
  for (const char c : raw(4)) v = v << 8 | static_cast<unsigned char>(c);
  return v;
}

std::uint64_t Decoder::big64() {
  const std::uint64_t high = big32();
  return high << 32 | big32();
}

std::string_view Decoder::bytes() {
  const auto n = varint();
  if (n > in_.size()) {
    failed();
    return {};
  }
  return raw(static_cast<std::size_t>(n));
}

std::string_view Decoder::raw(std::size_t n) {
  if (n > in_.size()) {
    failed();
    return {};
  }
  const auto part = in_.substr(0, n);
  in_.remove_prefix(n);
  return part;
}

namespace {

constexpr std::array<std::uint32_t, 256> crc_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t c = i;
    for (int k = 0; k < 8; ++k) c = c & 1 ? c >> 1 ^ 0x82F63B78U : c >> 1;
    table[i] = c;
  }
  return table;
}
constexpr auto kCrc = crc_table();

std::uint32_t crc_portable(std::string_view s, std::uint32_t c) {
  for (const char ch : s) c = kCrc[(c ^ static_cast<unsigned char>(ch)) & 255] ^ c >> 8;
  return c;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t crc_sse(std::string_view s, std::uint32_t c) {
  std::uint64_t wide = c;
  for (; s.size() >= 8; s.remove_prefix(8)) {
    std::uint64_t word = 0;
    std::memcpy(&word, s.data(), 8);
    wide = _mm_crc32_u64(wide, word);
  }
  auto crc = static_cast<std::uint32_t>(wide);
  for (const char ch : s) crc = _mm_crc32_u8(crc, static_cast<unsigned char>(ch));
  return crc;
}
#endif

}  // namespace

std::uint32_t crc32c(std::string_view s, std::uint32_t seed) {
#if defined(__x86_64__)
  static const bool fast = __builtin_cpu_supports("sse4.2");
  if (fast) return ~crc_sse(s, ~seed);
#endif
  return ~crc_portable(s, ~seed);
}

}  // namespace postern
