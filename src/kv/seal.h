// The seal behind every stored value: CRC-32C over key and value, four bytes, so that damage and misplaced values show.
#pragma once
#include <string>
#include <string_view>

#include "base/codec.h"
#include "base/result.h"

namespace postern::kv {

inline constexpr std::size_t kSeal = 4;

inline std::uint32_t seal_of(std::string_view key, std::string_view value) { return crc32c(value, crc32c(key)); }

inline std::string seal(std::string_view key, std::string_view value) {
  std::string sealed;
  sealed.reserve(value.size() + kSeal);
  sealed += value;
  const auto crc = seal_of(key, value);
  for (int shift = 24; shift >= 0; shift -= 8) sealed += static_cast<char>(crc >> shift & 255);
  return sealed;
}

// The value without its seal, unchecked: for bytes this process sealed itself.
inline std::string_view content(std::string_view sealed) { return sealed.substr(0, sealed.size() - kSeal); }

// The value without its seal, or Failure::corrupt.
inline Result<std::string_view> open_seal(std::string_view key, std::string_view sealed) {
  if (sealed.size() >= kSeal) {
    const auto value = content(sealed);
    if (Decoder(sealed.substr(value.size())).big32() == seal_of(key, value)) return value;
  }
  return fail(Failure::corrupt, "Stored data is damaged",
              "a value of " + std::to_string(sealed.size()) + " bytes does not match its checksum");
}

// As above, in place.
inline Result<std::string> unseal(std::string_view key, std::string sealed) {
  auto value = open_seal(key, sealed);
  if (!value) return pass_on(value);
  sealed.resize(value->size());
  return sealed;
}

}  // namespace postern::kv
