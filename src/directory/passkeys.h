// The passkeys of a user: keys of authenticators that open his account by themselves, for they ask for a finger or a PIN.   H13
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace postern::directory {

struct OwnPasskey {
  std::string id;             // the credential's, random octets of the authenticator
  std::string key;            // as auth writes it down
  std::uint32_t counter = 0;  // of the last signature; 0 where the authenticator counts none
  std::string label;
  Time added;
  Time used;  // 0: not yet
  friend bool operator==(const OwnPasskey&, const OwnPasskey&) = default;
};

struct Passkeys {
  std::vector<OwnPasskey> list{};

  [[nodiscard]] OwnPasskey* find(std::string_view id);
  friend bool operator==(const Passkeys&, const Passkeys&) = default;
};

inline constexpr std::size_t kMostPasskeys = 10;  // of a user

std::string encode(const Passkeys&);
Result<Passkeys> decode_passkeys(std::string_view);

}  // namespace postern::directory
