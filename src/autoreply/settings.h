// What an administrator says of answers that accounts give by themselves. The values here are the hardened ones.
#pragma once
#include <chrono>
#include <cstdint>

namespace postern::autoreply {

struct Settings {
  bool enabled = true;
  std::chrono::seconds again_after{7 * 24 * 3600};  // RFC 3834 §2
  std::uint32_t hourly = 50;                        // of one account

  friend bool operator==(const Settings&, const Settings&) = default;
};

}  // namespace postern::autoreply
