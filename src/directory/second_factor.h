// The second factor of a person who logs in, user or administrator, as it is stored: a seed that auth sealed, and what was used of it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/codec.h"
#include "base/result.h"

namespace postern::directory {

// What a domain, or the whole server, asks of its users; what is stricter comes later.
enum class SecondFactorMode : std::uint8_t {
  disabled = 0,  // nobody is asked for one
  enabled = 1,   // who has one is asked for it
  forced = 2,    // nobody gets far without one
};

struct SecondFactor {
  std::string totp{};                   // the sealed seed; empty: none
  bool on = false;                      // a code of it was shown, so its owner has it
  std::uint64_t last_step = 0;          // of the newest code that was taken: each is taken once
  std::vector<std::string> recovery{};  // tags of the recovery codes that are left

  friend bool operator==(const SecondFactor&, const SecondFactor&) = default;
};

inline constexpr std::size_t kMostRecoveryCodes = 32;

// As a part of another record.
void write(Encoder&, const SecondFactor&);
SecondFactor read_second_factor(Decoder&, bool& good);

std::string encode(const SecondFactor&);
Result<SecondFactor> decode_second_factor(std::string_view);

}  // namespace postern::directory
