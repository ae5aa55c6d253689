// What an administrator can set about the administration API (H32).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace postern::api {

enum class Otherwise : std::uint8_t { allow, deny };

struct Settings {
  std::vector<std::string> allow;  // networks
  std::vector<std::string> deny;   // networks; the most specific entry wins, and of two alike the one that denies
  Otherwise otherwise = Otherwise::allow;
  std::uint32_t concurrent = 50;        // requests under way, of one network
  std::uint32_t per_minute = 600;       // requests of one address
  std::uint32_t heavy_per_minute = 60;  // of one caller: searches, passwords, simulations
  std::uint32_t live_per_minute = 20;   // of one caller: streams that are opened
};

}  // namespace postern::api
