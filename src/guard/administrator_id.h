// Administrators as the guard counts them: among accounts, by ids that the directory never gives, for it counts from one.
#pragma once
#include <string_view>

#include "base/ids.h"

namespace postern::guard {

constexpr std::uint64_t kOfAdministrators = std::uint64_t{1} << 63;

// FNV-1a, with the first bit set. Nobody outside chooses the names.
constexpr AccountId id_of_administrator(std::string_view name) {
  std::uint64_t h = 0xCBF2'9CE4'8422'2325;
  for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100'0000'01B3;
  return AccountId(h | kOfAdministrators);
}

constexpr bool is_administrator(AccountId id) { return (id.value & kOfAdministrators) != 0; }

}  // namespace postern::guard
