// What a new domain begins with. A later change of it leaves the domains that are there as they are: see the operations
// domain.drift and domain.propagate.
#pragma once
#include <cstdint>

#include "directory/records.h"

namespace postern::directory {

// The values are the hardened ones.
struct DomainDefaults {
  bool require_smtp_auth = true;
  bool plus_addressing = true;
  SecondFactorMode second_factor = SecondFactorMode::enabled;
  std::uint32_t password_length = 0;         // 0: as the server asks
  std::uint32_t password_strength = 0;       // 0: as the server asks
  std::uint32_t password_expires_after = 0;  // days; 0: as the server asks
  bool tell_impersonation = true;
  bool self_reset = false;

  [[nodiscard]] DomainSettings settings() const;
};

}  // namespace postern::directory
